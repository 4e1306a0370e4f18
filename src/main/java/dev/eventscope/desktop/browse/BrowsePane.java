package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.LoadedPane;

/// The Streams view.
public final class BrowsePane extends LoadedPane {

    private record Standing(String filter) {}

    private final BrowseView view;

    public BrowsePane(Frame frame) {
        super("streamsView", "Streams");
        view = new BrowseView(frame.workspace());
        onShown(view::shown);
        onFocus(view::focus);
        onFilter(view::filter);
        load("browse", view);
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
    public Map<String, String> link() {
        return view.filterText().isBlank() ? Map.of() : Map.of("filter", view.filterText());
    }

    @Override
    public boolean takeNewRows() {
        return view.takeNew();
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
