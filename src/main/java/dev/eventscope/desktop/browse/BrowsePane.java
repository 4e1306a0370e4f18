package dev.eventscope.desktop.browse;

import java.util.List;
import javafx.scene.Parent;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Pane;

/// The Streams view.
public final class BrowsePane implements Pane {

    private record Standing(String filter) {}

    private final BrowseView view;
    private final Parent root;

    public BrowsePane(Frame frame) {
        view = new BrowseView(frame.workspace());
        root = Views.load("browse", view);
    }

    @Override
    public String viewId() {
        return "streamsView";
    }

    @Override
    public String title() {
        return "Streams";
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        view.shown();
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public @Nullable Object state() {
        return new Standing(view.filterText());
    }

    @Override
    public void restore(Object state) {
        if (state instanceof Standing(var filter)) {
            view.filter(filter);
        }
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public void filter(String text) {
        view.filter(text);
    }

    @Override
    public List<KeyAction> keys() {
        return List.of(new KeyAction("J", "next row", () -> view.moveRow(1)),
                new KeyAction("K", "previous row", () -> view.moveRow(-1)),
                new KeyAction(",", "previous event in the stream", () -> view.moveEvent(-1)),
                new KeyAction(".", "next event in the stream", () -> view.moveEvent(1)),
                new KeyAction("Ctrl+F", "filter line", view::focusFilter),
                new KeyAction("F5", "read again", view::refresh));
    }
}
