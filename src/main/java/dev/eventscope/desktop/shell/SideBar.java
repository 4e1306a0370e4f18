package dev.eventscope.desktop.shell;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.connect.ConnectViewModel;
import dev.eventscope.desktop.connect.RecentStore;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Hue;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CategorySummary;

/// The bar at the left: stores, categories with how many streams each has, saved filters, marked events, streams
/// looked at lately.
final class SideBar extends ScrollPane {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final Workspace workspace;
    private final ShellViewModel model;
    private final ConnectViewModel stores;
    private final Consumer<String> onCategory;
    private final VBox storeRows = new VBox();
    private final VBox categoryRows = new VBox();
    private final VBox recentRows = new VBox();
    private final VBox recentSection = section("Recent", recentRows);

    SideBar(Workspace workspace, ShellViewModel model, ConnectViewModel stores, SavedSection saved, MarkSection marks,
            Consumer<String> onCategory, Runnable onAddStore, Runnable onFold) {
        this.workspace = workspace;
        this.model = model;
        this.stores = stores;
        this.onCategory = onCategory;
        getStyleClass().addAll("side-bar", "chrome");
        setId("sideBar");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        Button add = button("addStoreButton", "fth-plus", "Open another store", onAddStore);
        Button fold = button("foldSideButton", "fth-sidebar", "Fold the side bar", onFold);
        VBox savedSection = section("Saved", saved.rows());
        saved.rows().getChildren().subscribe(() -> savedSection.setVisible(!saved.isEmpty()));
        savedSection.setVisible(!saved.isEmpty());
        VBox markSection = section("Marks", marks.rows());
        marks.rows().getChildren().subscribe(() -> markSection.setVisible(!marks.isEmpty()));
        markSection.setVisible(!marks.isEmpty());
        VBox all = new VBox(section("Stores", storeRows, add, fold), section("Categories", categoryRows),
                savedSection, markSection, recentSection);
        all.getStyleClass().addAll("side-sections", "chrome");
        setContent(all);
        stores.recent().addListener((ListChangeListener<RecentStore>) _ -> showStores());
        workspace.sessionProperty().addListener((_, _, _) -> showStores());
        model.categories().addListener((ListChangeListener<CategorySummary>) _ -> showCategories());
        model.recent().addListener((ListChangeListener<Selected>) _ -> showRecent());
        workspace.selection().selectedProperty().subscribe(this::lightRecent);
        showRecent();
    }

    private void showStores() {
        Session session = workspace.session();
        storeRows.getChildren().setAll(stores.recent().stream().map(store -> storeRow(store, session)).toList());
    }

    private Node storeRow(RecentStore store, @Nullable Session session) {
        boolean open = session != null && session.title().equals(store.title());
        Label lock = new Label(null, new FontIcon("fth-lock"));
        lock.setVisible(session != null && open && session.isReadOnly());
        Button row = row(new FontIcon("fth-database"), store.title(), lock, () -> {
            if (!open) {
                stores.openRecent(store);
            }
        });
        row.pseudoClassStateChanged(CURRENT, open);
        return row;
    }

    private void showCategories() {
        categoryRows.getChildren().setAll(model.categories().stream().map(this::categoryRow).toList());
    }

    private Node categoryRow(CategorySummary category) {
        Label count = new Label((category.exact() ? "" : "≈ ") + Figures.count(category.streams()));
        count.getStyleClass().addAll("mono", "faint");
        String name = category.category().isEmpty() ? "no category" : category.category();
        Button row = row(Mark.ofCategory(category.category()), name, count, () -> onCategory.accept(name));
        row.setTooltip(new Tooltip((category.exact() ? "" : "about ")
                + Figures.plural(category.streams(), "stream") + " in " + name));
        row.getStyleClass().add(Hue.styleClass(category.category()));
        return row;
    }

    private void showRecent() {
        recentRows.getChildren().setAll(model.recent().stream().map(this::recentRow).toList());
        recentSection.setVisible(!model.recent().isEmpty());
        lightRecent(workspace.selection().get());
    }

    private Node recentRow(Selected selected) {
        StreamId stream = Objects.requireNonNull(selected.stream());
        Label version = new Label(selected.version() == null ? "" : "v" + selected.version());
        version.getStyleClass().addAll("mono", "faint");
        Button row = row(Mark.ofCategory(category(selected)), stream.name(), version,
                () -> workspace.history().go(selected));
        row.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        row.getStyleClass().add("recent");
        row.setUserData(stream);
        return row;
    }

    private void lightRecent(Selected selected) {
        recentRows.getChildren().forEach(row -> row.pseudoClassStateChanged(CURRENT,
                Objects.equals(row.getUserData(), selected.stream())));
    }

    private static String category(Selected selected) {
        return selected.event() != null
                ? selected.event().category()
                : Objects.requireNonNull(selected.stream()).conventionalCategory();
    }

    static Button row(Node icon, String text, Node end, Runnable action) {
        Label name = new Label(text, icon);
        name.getStyleClass().add("side-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        if (end instanceof Region region) {
            region.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox line = new HBox(name, end);
        line.getStyleClass().add("side-line");
        Button row = new Button(null, line);
        row.getStyleClass().setAll("side-row");
        row.setAccessibleText(text);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setOnAction(_ -> action.run());
        return row;
    }

    private static Button button(String id, String icon, String name, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("icon", "compact");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static VBox section(String name, VBox rows, Node... actions) {
        Label title = new Label(name);
        title.getStyleClass().add("section-head");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(title);
        head.getChildren().addAll(actions);
        head.getStyleClass().add("side-head");
        VBox section = new VBox(head, rows);
        section.managedProperty().bind(section.visibleProperty());
        return section;
    }
}
