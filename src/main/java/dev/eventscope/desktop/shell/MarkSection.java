package dev.eventscope.desktop.shell;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Marks;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;

/// The marked events: what M and Shift+M do, and the list in the side bar. A click goes to the event; the menu of a row
/// changes its note, or takes the mark away.
///
/// Threads: FX thread; events are looked up in the background.
final class MarkSection {

    private final Workspace workspace;
    private final Dialogs dialogs;
    private final Background.Line looking;
    private final VBox rows = new VBox();

    MarkSection(Workspace workspace, Dialogs dialogs) {
        this.workspace = workspace;
        this.dialogs = dialogs;
        looking = workspace.background().line();
        rows.setId("markRows");
        workspace.marks().all().addListener((ListChangeListener<Marks.Mark>) _ -> show());
        show();
    }

    VBox rows() {
        return rows;
    }

    boolean isEmpty() {
        return workspace.marks().all().isEmpty();
    }

    List<KeyAction> keys() {
        return List.of(new KeyAction("M", "mark the selected event, or take its mark away", this::toggle),
                new KeyAction("Shift+M", "mark the selected event with a note", this::note));
    }

    private void toggle() {
        EventHeader event = workspace.selection().get().event();
        if (event == null) {
            workspace.notices().info("Select an event to mark it.");
        } else {
            workspace.marks().toggle(event, workspace.clock().instant());
        }
    }

    /// Marks it, or changes the note it has.
    private void note() {
        EventHeader event = workspace.selection().get().event();
        if (event == null) {
            workspace.notices().info("Select an event to mark it with a note.");
        } else {
            String before = workspace.marks().find(event.id()).map(Marks.Mark::note).orElse("");
            NoteDialog dialog = new NoteDialog(event.type() + ", " + event.stream(), before,
                    text -> workspace.marks().note(event, text, workspace.clock().instant()), dialogs::close);
            dialogs.open(dialog, dialog.firstFocus(), () -> {});
        }
    }

    private void show() {
        rows.getChildren().setAll(workspace.marks().all().stream().map(this::row).toList());
    }

    private Button row(Marks.Mark mark) {
        Label version = new Label(mark.version() == null ? "" : "v" + mark.version());
        version.getStyleClass().addAll("mono", "faint");
        version.setMinWidth(Region.USE_PREF_SIZE);
        Label name = new Label(mark.title(), new FontIcon("fth-bookmark"));
        name.getStyleClass().add("side-name");
        name.setTextOverrun(OverrunStyle.ELLIPSIS);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox line = new HBox(name, version);
        line.getStyleClass().add("side-line");
        Button row = new Button(null, line);
        row.getStyleClass().setAll("side-row", "marked");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAccessibleText("Marked: " + mark.title());
        row.setTooltip(new Tooltip(mark.title() + "\n" + mark.type() + ", " + mark.stream()));
        row.setOnAction(_ -> find(mark, event -> go(Selected.of(event))));
        MenuItem note = new MenuItem("Change the note");
        note.setOnAction(_ -> find(mark, event -> {
            go(Selected.of(event));
            note();
        }));
        MenuItem remove = new MenuItem("Take the mark away");
        remove.setOnAction(_ -> workspace.marks().remove(mark));
        row.setContextMenu(new ContextMenu(note, remove));
        return row;
    }

    private interface Found {
        void take(EventHeader event);
    }

    private void find(Marks.Mark mark, Found found) {
        Session session = workspace.session();
        if (session != null) {
            looking.run(() -> session.reader().findEvent(mark.eventId()))
                    .then(read -> read.ifPresentOrElse(event -> found.take(event.header()),
                            () -> workspace.notices().warning("The marked event is not in this store any more.")));
        }
    }

    private void go(Selected selected) {
        Jump.to(selected, workspace.history());
    }
}
