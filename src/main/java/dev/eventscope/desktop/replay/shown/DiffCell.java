package dev.eventscope.desktop.replay.shown;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// A line of the difference: sign and tint both say what it is.
public final class DiffCell extends ListCell<DiffRow> {

    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");

    private final Label path = new Label();
    private final Label what = new Label();
    private final HBox head;
    private final Label oldNumber = new Label();
    private final Label newNumber = new Label();
    private final Label sign = new Label();
    private final Label text = new Label();
    private final HBox line = new HBox(oldNumber, newNumber, sign, text);

    public DiffCell() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head = new HBox(path, space, what);
        head.getStyleClass().add("diff-head");
        line.getStyleClass().add("diff-line");
        path.getStyleClass().add("mono");
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        path.setMinWidth(0);
        what.getStyleClass().addAll("small", "muted");
        what.setMinWidth(Region.USE_PREF_SIZE);
        oldNumber.getStyleClass().add("diff-number");
        newNumber.getStyleClass().add("diff-number");
        sign.getStyleClass().add("diff-sign");
        text.getStyleClass().add("diff-text");
        text.setMinWidth(0);
    }

    @Override
    protected void updateItem(@Nullable DiffRow row, boolean empty) {
        super.updateItem(row, empty);
        DiffRow shown = empty ? null : row;
        DiffRow.Sign does = shown instanceof DiffRow.Line changed ? changed.sign() : DiffRow.Sign.SAME;
        pseudoClassStateChanged(REMOVED, does == DiffRow.Sign.REMOVED);
        pseudoClassStateChanged(ADDED, does == DiffRow.Sign.ADDED);
        pseudoClassStateChanged(NOTE, shown instanceof DiffRow.Note);
        setText(shown instanceof DiffRow.Note(var note) ? note : null);
        switch (shown) {
            case null -> setGraphic(null);
            case DiffRow.Note _ -> setGraphic(null);
            case DiffRow.Head(var at, var change) -> {
                path.setText(at);
                what.setText(change);
                setGraphic(head);
            }
            case DiffRow.Line changed -> {
                oldNumber.setText(number(changed.oldNumber()));
                newNumber.setText(number(changed.newNumber()));
                text.setText(changed.text());
                sign.setText(switch (changed.sign()) {
                    case SAME -> "";
                    case REMOVED -> "−";
                    case ADDED -> "+";
                });
                setGraphic(line);
            }
        }
    }

    private static String number(int line) {
        return line == 0 ? "" : Integer.toString(line);
    }
}
