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
    private final InspectorView view;
    private final Parent root;

    public Inspector(Workspace workspace) {
        model = new InspectorViewModel(workspace);
        view = new InspectorView(model, workspace);
        root = Views.load("inspector", view);
    }

    public Parent root() {
        return root;
    }

    /// Keys that work in every view, since the inspector follows every view.
    public List<KeyAction> keys() {
        return List.of(new KeyAction("[", "to the cause of the selected event", model::goToCause),
                new KeyAction("]", "to the first effect of the selected event", model::goToEffect));
    }
}
