package dev.eventscope.desktop.timeline;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// What can be done with a lane, by the second button on its name.
///
/// Threads: FX thread.
final class LaneMenu {

    private final TimelineViewModel model;
    private final ContextMenu menu = new ContextMenu();

    LaneMenu(TimelineViewModel model) {
        this.model = model;
        menu.setId("laneMenu");
    }

    void show(String stream, Node over, double screenX, double screenY) {
        boolean pinned = model.lanes().isPinned(stream);
        menu.getItems().setAll(item("pinLaneItem", pinned ? "Unpin" : "Pin on top", () -> model.lanes().pin(stream)),
                item("laneUpItem", "Move up", () -> model.lanes().move(stream, -1)),
                item("laneDownItem", "Move down", () -> model.lanes().move(stream, 1)),
                new SeparatorMenuItem(),
                item("onlyLaneItem", "Show only this stream", () -> model.lanes().only(stream)),
                item("withoutLaneItem", "Leave this stream out", () -> model.lanes().without(stream)),
                new SeparatorMenuItem(),
                item("copyLaneItem", "Copy the stream's name", () -> copy(stream)));
        menu.show(over, screenX, screenY);
    }

    void hide() {
        menu.hide();
    }

    private static void copy(String stream) {
        ClipboardContent content = new ClipboardContent();
        content.putString(stream);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
