package dev.eventscope.desktop.workspace;

import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Views;

/// A [Pane] whose root is loaded from FXML: to be extended by each view of the window.
///
/// Shape: a constructor names the view by `super("replayView", "Replay")`, makes model and controllers, says who does
///        what is asked of the pane ([#onShown], [#onHidden], [#onFocus], [#onFilter]), and ends with [#load]: only then is
///        there a root, which gets the view's id.
/// Threads: FX thread.
public abstract class LoadedPane implements Pane {

    private final String viewId;
    private final String title;
    private Parent root = new Region();
    private Runnable onShown = () -> {};
    private Runnable onHidden = () -> {};
    private Runnable onFocus = () -> root.requestFocus();
    private @Nullable Consumer<String> onFilter;

    protected LoadedPane(String viewId, String title) {
        this.viewId = viewId;
        this.title = title;
    }

    /// Loads `fxml/<name>.fxml` with `styles/<name>.css`.
    protected final void load(String name, Object... controllers) {
        root = Views.load(name, controllers);
        root.setId(viewId);
    }

    /// What is done when the pane comes on screen: nothing, unless said.
    protected final void onShown(Runnable action) {
        onShown = action;
    }

    /// What is done when the pane goes off screen: nothing, unless said.
    protected final void onHidden(Runnable action) {
        onHidden = action;
    }

    /// How the pane takes the focus: by its root, unless said.
    protected final void onFocus(Runnable action) {
        onFocus = action;
    }

    /// What a filter is given to; a pane that does not say has none.
    protected final void onFilter(Consumer<String> action) {
        onFilter = action;
    }

    @Override
    public final String viewId() {
        return viewId;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Parent root() {
        return root;
    }

    @Override
    public final void shown() {
        onShown.run();
    }

    @Override
    public final void hidden() {
        onHidden.run();
    }

    @Override
    public final void focus() {
        onFocus.run();
    }

    @Override
    public final boolean filters() {
        return onFilter != null;
    }

    @Override
    public final void filter(String text) {
        if (onFilter != null) {
            onFilter.accept(text);
        }
    }
}
