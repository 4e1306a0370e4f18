package dev.eventscope.desktop.replay;

import java.util.function.Predicate;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

/// A line of the state: the version of its last change, a bar for its age, and the value.
final class StateCell extends ListCell<StateRow> {

    private static final int INDENT_PX = 16;
    private static final int DEEPEST_INDENT = 12;
    /// The oldest bar is still to be seen.
    private static final double OLDEST = 0.35;

    private final Predicate<StateRow> isOpen;
    private final Label version = new Label();
    private final Region bar = new Region();
    private final Region indent = new Region();
    private final Region fold = new Region();
    private final Text key = new Text();
    private final Text value = new Text();
    private final HBox line = new HBox(version, bar, indent, fold, new TextFlow(key, value));

    StateCell(Predicate<StateRow> isOpen) {
        this.isOpen = isOpen;
        line.getStyleClass().add("state-line");
        version.getStyleClass().add("state-version");
        bar.getStyleClass().add("state-bar");
        fold.getStyleClass().add("state-fold");
        key.getStyleClass().addAll("text", "json-key");
    }

    @Override
    protected void updateItem(@Nullable StateRow row, boolean empty) {
        super.updateItem(row, empty);
        getStyleClass().removeAll("changed");
        line.getStyleClass().setAll("state-line");
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        boolean note = row.kind() == StateRow.Kind.LINE || row.kind() == StateRow.Kind.NOTE;
        if (row.isChanged()) {
            getStyleClass().add("changed");
        }
        line.getStyleClass().add(row.age() == 0 ? "now" : "older");
        version.setText(note ? "" : "v" + row.version());
        bar.setOpacity(row.age() == 0 ? 1 : 1 - (1 - OLDEST) * row.age());
        indent.setMinWidth(8 + Math.min(row.depth(), DEEPEST_INDENT) * (double) INDENT_PX);
        fold.getStyleClass().setAll("state-fold", row.size() == 0 ? "none" : isOpen.test(row) ? "open" : "closed");
        key.setText(row.key() == null ? "" : row.key() + ": ");
        value.setText(row.text());
        value.getStyleClass().setAll("text", switch (row.kind()) {
            case STRING -> "json-string";
            case VALUE -> "json-value";
            case LINE -> "json-key";
            case CONTAINER, TEXT, NOTE -> "json-count";
        });
        setGraphic(line);
    }
}
