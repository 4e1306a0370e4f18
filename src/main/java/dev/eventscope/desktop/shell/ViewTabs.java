package dev.eventscope.desktop.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.History;
import dev.eventscope.desktop.workspace.Pane;

/// The row of view names, with a bare count where something is wrong.
final class ViewTabs extends HBox {

    private final History history;
    private final Map<String, ToggleButton> tabs = new HashMap<>();

    ViewTabs(History history) {
        this.history = history;
        getStyleClass().add("view-tabs");
        history.currentProperty().subscribe(place -> light(place.viewId()));
    }

    /// Shows tabs for these panes, in this order; key 1 is the first.
    void show(List<Pane> panes) {
        tabs.clear();
        getChildren().clear();
        for (int i = 0; i < panes.size(); i++) {
            getChildren().add(tab(panes.get(i), i + 1));
        }
        light(history.currentProperty().get().viewId());
    }

    private ToggleButton tab(Pane pane, int number) {
        ToggleButton tab = new ToggleButton(pane.title());
        tab.setId(pane.viewId().replaceFirst("View$", "Tab"));
        tab.getStyleClass().setAll("view-tab");
        tab.setMinWidth(USE_PREF_SIZE);
        tab.setTooltip(new Tooltip(pane.title() + ", key " + number));
        tab.setOnAction(_ -> {
            tab.setSelected(true);
            history.go(pane.viewId());
        });
        ObservableValue<@Nullable Badge> badge = pane.badge();
        if (badge != null) {
            badge.subscribe(now -> tab.setGraphic(now == null ? null : count(now)));
            tab.setContentDisplay(ContentDisplay.RIGHT);
        }
        tabs.put(pane.viewId(), tab);
        return tab;
    }

    private void light(String viewId) {
        tabs.forEach((id, tab) -> tab.setSelected(id.equals(viewId)));
    }

    private static Label count(Badge badge) {
        Label label = new Label(Figures.count(badge.count()));
        label.getStyleClass().addAll("mono", badge.tone() == Badge.Tone.DANGER ? "danger" : "warn");
        return label;
    }
}
