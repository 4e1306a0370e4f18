package dev.eventscope.desktop.fx;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

/// Changes how a node looks, and only where it is to look another way: JavaFX matches the style sheets anew at each change of a
/// class, and builds a window for each tooltip, which is most of what a move of the scrubber would cost.
///
/// Threads: FX thread.
public final class Restyle {

    private Restyle() {}

    /// Gives a node these style classes and no others.
    public static void as(Node node, String... classes) {
        List<String> wanted = List.of(classes);
        if (!node.getStyleClass().equals(wanted)) {
            node.getStyleClass().setAll(wanted);
        }
    }

    /// Gives a control a tooltip, another text for the one it has, or none.
    public static void tip(Control control, @Nullable String text) {
        Tooltip tooltip = control.getTooltip();
        if (text == null) {
            control.setTooltip(null);
        } else if (tooltip == null) {
            control.setTooltip(new Tooltip(text));
        } else {
            tooltip.setText(text);
        }
    }
}
