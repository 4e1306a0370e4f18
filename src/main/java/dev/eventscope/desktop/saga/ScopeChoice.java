package dev.eventscope.desktop.saga;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;

/// One saga, its whole group, or all that the filter lets through; each with how many that is.
final class ScopeChoice extends HBox {

    private final Map<RedriveScope, Label> counts = new HashMap<>();
    private final Label about = DialogParts.muted("");
    private final ReadOnlyObjectWrapper<RedriveScope> scope;

    ScopeChoice(List<RedriveScope> scopes, RedriveScope first) {
        scope = new ReadOnlyObjectWrapper<>(first);
        getStyleClass().add("redrive-line");
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        segments.setMinWidth(Region.USE_PREF_SIZE);
        scopes.forEach(one -> segments.getChildren().add(button(one)));
        about.setMinWidth(0);
        about.getStyleClass().add("mono");
        getChildren().addAll(segments, about);
        scope.subscribe(now -> about.setText(Shortened.line(now.about())));
    }

    ReadOnlyObjectProperty<RedriveScope> scopeProperty() {
        return scope.getReadOnlyProperty();
    }

    /// Says how many a scope holds, once that is known.
    void count(RedriveScope which, long instances) {
        Label label = counts.get(which);
        if (label != null) {
            label.setText(Figures.count(instances));
        }
    }

    private ToggleButton button(RedriveScope one) {
        Label count = new Label(switch (one) {
            case RedriveScope.One _ -> "1";
            case RedriveScope.Group(var group) -> Figures.count(group.count());
            case RedriveScope.Query _ -> "";
        });
        count.getStyleClass().addAll("mono", "muted");
        counts.put(one, count);
        ToggleButton button = new ToggleButton(one.name(), count);
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.setId(switch (one) {
            case RedriveScope.One _ -> "scopeOneToggle";
            case RedriveScope.Group _ -> "scopeGroupToggle";
            case RedriveScope.Query _ -> "scopeQueryToggle";
        });
        button.setOnAction(_ -> {
            button.setSelected(true);
            scope.set(one);
        });
        scope.subscribe(now -> button.setSelected(now.equals(one)));
        return button;
    }
}
