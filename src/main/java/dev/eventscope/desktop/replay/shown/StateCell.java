package dev.eventscope.desktop.replay.shown;

import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Restyle;

/// A line of the state: the version of its last change, a bar for its age, and the value, whole in its tooltip where it is
/// too long for the line.
public final class StateCell extends ListCell<StateRow> {

    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
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
    private final ObservableValue<Ages> ages;

    StateCell(Predicate<StateRow> isOpen, Predicate<StateRow> isWatched, ObservableValue<Ages> ages) {
        this.isOpen = isOpen;
        this.isWatched = isWatched;
        this.ages = ages;
        ages.addListener((_, _, _) -> showAge());
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
        showAge();
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        boolean note = !row.isField();
        version.setText(note ? "" : "v" + row.version());
        indent.setMinWidth(8 + Math.min(row.depth(), DEEPEST_INDENT) * (double) INDENT_PX);
        Restyle.as(fold, "state-fold", row.size() == 0 ? "none" : isOpen.test(row) ? "open" : "closed");
        watch.setVisible(row.isField() && isWatched.test(row));
        key.setText(row.key() == null ? "" : row.key() + ": ");
        value.setText(row.text());
        Restyle.tip(value, row.text().length() > LONG_TEXT ? row.text() : null);
        Restyle.as(value, "label", switch (row.kind()) {
            case STRING -> "json-string";
            case VALUE -> "json-value";
            case LINE -> "json-key";
            case CONTAINER, TEXT, NOTE, REMOVED -> "json-count";
        });
        Restyle.as(key, "label", "json-key", row.kind() == StateRow.Kind.REMOVED ? "gone" : "here");
        setGraphic(line);
    }

    private void showAge() {
        StateRow row = isEmpty() ? null : getItem();
        pseudoClassStateChanged(CHANGED, row != null && ages.getValue().isChange(row));
        if (row != null) {
            double age = ages.getValue().of(row.version());
            line.pseudoClassStateChanged(NOW, age == 0);
            bar.setOpacity(1 - (1 - OLDEST) * age);
        }
    }
}
