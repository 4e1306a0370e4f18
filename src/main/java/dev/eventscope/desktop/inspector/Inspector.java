package dev.eventscope.desktop.inspector;

import java.util.List;
import javafx.scene.Parent;

import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Workspace;

/// The bar at the right of every view: the selected event, always in the same form.
///
/// Threads: FX thread.
public final class Inspector {

    private final InspectorViewModel model;
    private final Parent root;

    /// `onFold` folds the bar away; the shell knows how it comes back.
    public Inspector(Workspace workspace, Runnable onFold) {
        model = new InspectorViewModel(workspace);
        root = Views.load("inspector", new InspectorView(model, workspace, onFold));
    }

    public Parent root() {
        return root;
    }

    /// Keys that work in every view, since the inspector follows every view.
    public List<KeyAction> keys() {
        return List.of(new KeyAction("[", "to the cause of the selected event", model::goToCause),
                new KeyAction("]", "to the first effect of the selected event", model::goToEffect),
                new KeyAction("U", "payload as stored or upcast", model::toggleUpcast));
    }
}
