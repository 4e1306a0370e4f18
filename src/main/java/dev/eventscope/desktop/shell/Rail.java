package dev.eventscope.desktop.shell;

import javafx.geometry.HorizontalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

/// What is left of a bar that is folded away: the button that shows it again.
final class Rail extends VBox {

    /// `side` is where in the window the bar stands.
    Rail(HorizontalDirection side, String id, String name, Runnable onOpen) {
        boolean right = side == HorizontalDirection.RIGHT;
        FontIcon icon = new FontIcon("fth-sidebar");
        icon.setRotate(right ? 180 : 0);
        Button open = new Button(null, icon);
        open.setId(id);
        open.getStyleClass().addAll("icon", "compact");
        open.setAccessibleText(name);
        open.setTooltip(new Tooltip(name));
        open.setOnAction(_ -> onOpen.run());
        getChildren().add(open);
        getStyleClass().addAll("rail", right ? "right" : "left");
    }
}
