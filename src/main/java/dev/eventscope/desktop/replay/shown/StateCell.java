package dev.eventscope.desktop.replay.shown;

import java.util.function.Predicate;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of the state: the version of its last change, a bar for its age, and the value, whole in its tooltip where it is
/// too long for the line.
public final class StateCell extends ListCell<StateRow> {

    private static final int INDENT_PX = 16;
    private static final int DEEPEST_INDENT = 12;
    private static final int LONG_TEXT = 30;
    /// The oldest bar is still to be seen.
    private static final double OLDEST = 0.35;

    private final Predicate<StateRow> isOpen;
    private final Label version = new Label();
    private final Region bar = new Region();
    private final Region indent = new Region();
    private final Region fold = new Region();
    private final Label key = new Label();
    private final Label value = new Label();
    private final Region gap = new Region();
    private final FontIcon watch = new FontIcon("fth-eye");
    private final HBox line = new HBox(version, bar, indent, fold, key, value, gap, watch);
    private final Predicate<StateRow> isWatched;

    public StateCell(Predicate<StateRow> isOpen, Predicate<StateRow> isWatched) {
        this.isOpen = isOpen;
        this.isWatched = isWatched;
        HBox.setHgrow(gap, Priority.ALWAYS);
        watch.getStyleClass().add("accent");
        watch.managedProperty().bind(watch.visibleProperty());
        line.getStyleClass().add("state-line");
        version.getStyleClass().add("state-version");
        bar.getStyleClass().add("state-bar");
        fold.getStyleClass().add("state-fold");
        key.getStyleClass().add("json-key");
        key.setMinWidth(Region.USE_PREF_SIZE);
        value.setMinWidth(0);
        line.setMinWidth(0);
        setPrefWidth(0);
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
        boolean note = !row.isField();
        if (row.isChanged()) {
            getStyleClass().add("changed");
        }
        line.getStyleClass().add(row.age() == 0 ? "now" : "older");
        version.setText(note ? "" : "v" + row.version());
        bar.setOpacity(row.age() == 0 ? 1 : 1 - (1 - OLDEST) * row.age());
        indent.setMinWidth(8 + Math.min(row.depth(), DEEPEST_INDENT) * (double) INDENT_PX);
        fold.getStyleClass().setAll("state-fold", row.size() == 0 ? "none" : isOpen.test(row) ? "open" : "closed");
        watch.setVisible(row.isField() && isWatched.test(row));
        key.setText(row.key() == null ? "" : row.key() + ": ");
        value.setText(row.text());
        value.setTooltip(row.text().length() > LONG_TEXT ? new Tooltip(row.text()) : null);
        value.getStyleClass().setAll("label", switch (row.kind()) {
            case STRING -> "json-string";
            case VALUE -> "json-value";
            case LINE -> "json-key";
            case CONTAINER, TEXT, NOTE, REMOVED -> "json-count";
        });
        key.getStyleClass().setAll("label", "json-key", row.kind() == StateRow.Kind.REMOVED ? "gone" : "here");
        setGraphic(line);
    }
}
