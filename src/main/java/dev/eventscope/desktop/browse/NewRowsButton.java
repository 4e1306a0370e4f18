package dev.eventscope.desktop.browse;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import dev.eventscope.desktop.fx.Figures;

/// `12 new`: what came while a list stood still, and a way to it; not there while nothing did.
final class NewRowsButton {

    private static final long MOST = 1_000;

    private NewRowsButton() {}

    static void bind(Button button, ReadOnlyLongProperty count, String what) {
        button.managedProperty().bind(button.visibleProperty());
        button.getStyleClass().addAll("compact", "new-rows");
        count.subscribe(now -> {
            long rows = now.longValue();
            button.setVisible(rows > 0);
            button.setText(Figures.count(rows) + (rows >= MOST ? "+" : "") + " new");
            button.setAccessibleText(button.getText() + " " + what);
            button.setTooltip(new Tooltip("Show " + Figures.count(rows) + " new " + what + ", L"));
        });
    }
}
