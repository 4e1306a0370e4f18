package dev.eventscope.desktop.connect;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

/// One store that was open before: a button to open it, and one to forget it.
final class RecentRow extends HBox {

    RecentRow(RecentStore store, ConnectViewModel model) {
        Button open = new Button(null, lines(store));
        open.getStyleClass().setAll("recent-button");
        open.setAccessibleText("Open " + store.title());
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(_ -> model.openRecent(store));
        HBox.setHgrow(open, Priority.ALWAYS);
        Button forget = new Button(null, new FontIcon("fth-x"));
        forget.getStyleClass().addAll("icon", "compact");
        forget.setAccessibleText("Forget " + store.title());
        forget.setTooltip(new Tooltip("Take it off this list"));
        forget.setOnAction(_ -> model.forget(store));
        getStyleClass().add("recent-row");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(open, forget);
    }

    private static VBox lines(RecentStore store) {
        Label title = new Label(store.title());
        if (store.production()) {
            Label chip = new Label("Production");
            chip.getStyleClass().addAll("chip", "danger");
            title.setGraphic(chip);
            title.setContentDisplay(ContentDisplay.RIGHT);
        }
        Label where = new Label(store.where());
        where.getStyleClass().addAll("small", "muted");
        return new VBox(title, where);
    }
}
