package dev.eventscope.desktop.browse;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;

/// Rows with their context menus: copy, and the views that can show the row.
final class RowMenus {

    private RowMenus() {}

    static TableRow<StreamRow> ofStream(Workspace workspace) {
        TableRow<StreamRow> row = new TableRow<>();
        ContextMenu menu = new ContextMenu(
                item(row, "Copy stream name", stream -> copy(stream.stream().stream().name())));
        menu.setOnShowing(_ -> addViews(menu, workspace, 1, row, stream -> Selected.of(stream.stream().stream())));
        return withMenu(row, menu);
    }

    static TableRow<EventHeader> ofEvent(Workspace workspace) {
        Background.Line reading = workspace.background().line();
        TableRow<EventHeader> row = new TableRow<>();
        ContextMenu menu = new ContextMenu(item(row, "Copy event id", event -> copy(event.id())),
                item(row, "Copy as JSON", event -> copyJson(workspace, reading, event)));
        menu.setOnShowing(_ -> addViews(menu, workspace, 2, row, Selected::of));
        return withMenu(row, menu);
    }

    private static <R> TableRow<R> withMenu(TableRow<R> row, ContextMenu menu) {
        row.itemProperty().subscribe(item -> row.setContextMenu(item == null ? null : menu));
        return row;
    }

    private static <R> MenuItem item(TableRow<R> row, String text, Consumer<R> action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> {
            if (row.getItem() != null) {
                action.accept(row.getItem());
            }
        });
        return item;
    }

    /// The views are asked for each time: which there are depends on the open store.
    private static <R> void addViews(ContextMenu menu, Workspace workspace, int own, TableRow<R> row,
            Function<R, Selected> selected) {
        menu.getItems().remove(own, menu.getItems().size());
        addView(menu, workspace, "timelineView", "Show on the timeline", row, selected);
        addView(menu, workspace, "replayView", "Replay", row, selected);
        if (menu.getItems().size() > own) {
            menu.getItems().add(own, new SeparatorMenuItem());
        }
    }

    private static <R> void addView(ContextMenu menu, Workspace workspace, String viewId, String text, TableRow<R> row,
            Function<R, Selected> selected) {
        if (workspace.history().offers(viewId)) {
            menu.getItems().add(item(row, text, item -> workspace.history().go(viewId, selected.apply(item))));
        }
    }

    private static void copyJson(Workspace workspace, Background.Line reading, EventHeader event) {
        Session session = workspace.session();
        if (session != null) {
            reading.run(() -> session.reader().findEvent(event.id())).then(found -> found.ifPresentOrElse(
                    whole -> copy(json(whole)),
                    () -> workspace.notices().warning("the event " + event.id() + " is no longer in the store")));
        }
    }

    /// Payload and metadata as stored, between the fields of the header.
    private static String json(RecordedEvent event) {
        EventHeader header = event.header();
        StringBuilder json = new StringBuilder("{");
        field(json, "id", header.id());
        field(json, "stream", header.stream().name());
        json.append("\"version\":").append(header.version()).append(',');
        field(json, "position", header.order().toString());
        field(json, "type", header.type());
        field(json, "occurred_at", header.occurredAt());
        field(json, "recorded_at", header.recordedAt());
        field(json, "causation_id", header.causeId());
        field(json, "correlation_id", header.correlationId());
        json.append("\"payload\":").append(asStored(event.payload())).append(',');
        return json.append("\"metadata\":").append(asStored(event.metadata())).append('}').toString();
    }

    private static void field(StringBuilder json, String name, @Nullable Object value) {
        json.append('"').append(name).append("\":")
                .append(value == null ? "null" : Json.write(Json.mapper().valueToTree(value.toString()))).append(',');
    }

    private static String asStored(Payload payload) {
        return switch (payload.decode()) {
            case Payload.Tree _ -> new String(payload.bytes(), StandardCharsets.UTF_8);
            case Payload.Undecodable _ -> "null";
        };
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
