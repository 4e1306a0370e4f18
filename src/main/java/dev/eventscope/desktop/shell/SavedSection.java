package dev.eventscope.desktop.shell;

import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.workspace.Filtered;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.SavedFilters;
import dev.eventscope.desktop.workspace.Workspace;

/// The saved filters in the side bar: a click goes to the view of the filter, its menu takes it out.
final class SavedSection {

    private final Workspace workspace;
    private final Function<String, String> titleOf;
    private final VBox rows = new VBox();

    /// `titleOf` gives the title of a view by its id.
    SavedSection(Workspace workspace, Function<String, String> titleOf) {
        this.workspace = workspace;
        this.titleOf = titleOf;
        rows.setId("savedRows");
        workspace.saved().all().addListener((ListChangeListener<SavedFilters.Saved>) _ -> show());
        show();
    }

    VBox rows() {
        return rows;
    }

    boolean isEmpty() {
        return workspace.saved().all().isEmpty();
    }

    private void show() {
        rows.getChildren().setAll(workspace.saved().all().stream().map(this::row).toList());
    }

    private Button row(SavedFilters.Saved saved) {
        Label view = new Label(titleOf.apply(saved.viewId()));
        view.getStyleClass().addAll("small", "faint");
        Button row = SideBar.row(new FontIcon("fth-filter"), saved.name(), view, () -> open(saved));
        row.setTooltip(new Tooltip(saved.filter()));
        row.getStyleClass().add("saved");
        MenuItem remove = new MenuItem("Remove from the list");
        remove.setOnAction(_ -> workspace.saved().remove(saved));
        row.setContextMenu(new ContextMenu(remove));
        return row;
    }

    private void open(SavedFilters.Saved saved) {
        String view = workspace.history().offers(saved.viewId()) ? saved.viewId() : "streamsView";
        workspace.history().go(new Place(view, workspace.selection().get(), new Filtered(saved.filter())));
    }
}
