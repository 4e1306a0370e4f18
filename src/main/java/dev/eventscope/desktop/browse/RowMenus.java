package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.StreamQuery;

/// Rows with their context menus: copy, and the views that can show the row.
///
/// Shape: items are made each time a menu opens, since what a store and a row can do differs; one that cannot do anything is
///        not there.
final class RowMenus {

    private final Workspace workspace;
    private final Background.Line reading;

    RowMenus(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
    }

    /// `listQuery` is what gives the list as it is filtered.
    TableRow<StreamRow> ofStream(Supplier<StreamQuery> listQuery) {
        return row(row -> {
            List<MenuItem> items = new ArrayList<>();
            items.add(item("copyStreamNameItem", "Copy stream name",
                    () -> CopyText.copy(row.stream().stream().name())));
            items.add(item("copyStreamJsonItem", "Copy as JSON", () -> CopyText.copy(CopyText.json(row.stream()))));
            sql(session -> CopyText.sql(session.reader(), row.stream()))
                    .ifPresent(sql -> items.add(item("copyStreamSqlItem", "Copy SQL of its events",
                            () -> CopyText.copy(sql))));
            sql(session -> session.reader().sqlOf(listQuery.get()))
                    .ifPresent(sql -> items.add(item("copyListSqlItem", "Copy SQL of this list",
                            () -> CopyText.copy(sql))));
            addViews(items, Selected.of(row.stream().stream()), List.of("timelineView", "replayView"));
            return items;
        });
    }

    TableRow<EventHeader> ofEvent() {
        return row(event -> {
            List<MenuItem> items = new ArrayList<>();
            items.add(item("copyEventIdItem", "Copy event id", () -> CopyText.copy(event.id())));
            items.add(item("copyEventJsonItem", "Copy as JSON", () -> copyJson(event)));
            sql(session -> CopyText.sql(session.reader(), event))
                    .ifPresent(sql -> items.add(item("copyEventSqlItem", "Copy SQL", () -> CopyText.copy(sql))));
            addViews(items, Selected.of(event), List.of("timelineView", "causationView", "replayView"));
            return items;
        });
    }

    private static <R> TableRow<R> row(Function<R, List<MenuItem>> items) {
        TableRow<R> row = new TableRow<>();
        // A menu without items does not open.
        ContextMenu menu = new ContextMenu(new MenuItem());
        menu.setOnShowing(_ -> {
            if (row.getItem() != null) {
                menu.getItems().setAll(items.apply(row.getItem()));
            }
        });
        row.itemProperty().subscribe(item -> row.setContextMenu(item == null ? null : menu));
        return row;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private Optional<String> sql(Function<Session, Optional<String>> text) {
        Session session = workspace.session();
        return session == null ? Optional.empty() : text.apply(session);
    }

    private void addViews(List<MenuItem> items, Selected selected, List<String> views) {
        List<MenuItem> found = views.stream().filter(workspace.history()::offers)
                .map(view -> item(view + "Item", words(view), () -> workspace.history().go(view, selected))).toList();
        if (!found.isEmpty()) {
            items.add(new SeparatorMenuItem());
            items.addAll(found);
        }
    }

    private static String words(String view) {
        return switch (view) {
            case "timelineView" -> "Show on the timeline";
            case "causationView" -> "Show causes and effects";
            default -> "Replay";
        };
    }

    private void copyJson(EventHeader event) {
        Session session = workspace.session();
        if (session != null) {
            reading.run(() -> session.reader().findEvent(event.id())).then(found -> found.ifPresentOrElse(
                    whole -> CopyText.copy(CopyText.json(whole)),
                    () -> workspace.notices().warning("the event " + event.id() + " is no longer in the store")));
        }
    }
}
