package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.connect.ConnectView;
import dev.eventscope.desktop.connect.ConnectViewModel;
import dev.eventscope.desktop.connect.RecentStores;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.inspector.Inspector;
import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.Filtered;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Linked;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.PaneFactory;
import dev.eventscope.desktop.workspace.Permalink;
import dev.eventscope.desktop.workspace.Place;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;

/// One window put together: workspace, panes, bars, keys. Works in a scene with or without a window round it.
///
/// Threads: FX thread.
final class Shell implements AutoCloseable {

    /// How long after opening a view may still come forward by itself.
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final Duration CLOCK_TICK = Duration.ofSeconds(1);

    private final Workspace workspace;
    private final ShellViewModel model;
    private final Theme theme = new Theme();
    private final Overlays overlays = new Overlays();
    private final Folding folding = new Folding();
    private final ConnectViewModel stores;
    private final ConnectView connectView;
    private final Inspector inspector;
    private final List<Pane> panes;
    private final ShellView view;
    private final StackPane root;
    private final ViewTabs tabs;
    private final SideBar sideBar;
    private final MarkSection marks;
    private final JobDrawer drawer;
    private final Omnibox omnibox;
    private final StatusBar statusBar;
    private final List<Background.Ticker> tickers = new ArrayList<>();
    private List<Pane> offered = List.of();
    private @Nullable Pane current;
    private Instant openedAt = Instant.EPOCH;

    Shell(Parts parts) {
        this(parts, Workspace.forWindow(parts.clock(), parts.configFolder()));
    }

    Shell(Parts parts, Workspace workspace) {
        this.workspace = workspace;
        stores = new ConnectViewModel(workspace, parts.opener(), new RecentStores(parts.configFolder()),
                parts.defaultUser());
        if (parts.profile() != null) {
            stores.seeBy(parts.profile());
        }
        model = new ShellViewModel(workspace);
        view = new ShellView(workspace, theme, stores, new ShellView.Actions(this::openHelp, () -> showConnect(true),
                this::copyLink, this::openArming));
        root = (StackPane) Views.load("shell", view);
        connectView = new ConnectView(stores);
        inspector = new Inspector(workspace, folding::toggleDetail);
        tabs = new ViewTabs(workspace.history());
        marks = new MarkSection(workspace, overlays);
        sideBar = new SideBar(workspace, model, stores, new SavedSection(workspace, this::titleOf), marks,
                this::filterByCategory, () -> showConnect(true),
                folding::toggleSide);
        drawer = new JobDrawer(workspace);
        statusBar = new StatusBar(workspace, model);
        panes = makePanes(parts.panes());
        omnibox = new Omnibox(view.omniboxField(), view.floatLayer(),
                new OmniboxViewModel(workspace, model.recent(), this::commands, new CurrentPaneFilter(),
                        new LinkFollower(workspace, stores, () -> showConnect(true))));
        assemble();
        follow();
        stores.start();
    }

    StackPane root() {
        return root;
    }

    Workspace workspace() {
        return workspace;
    }

    Theme theme() {
        return theme;
    }

    ConnectViewModel stores() {
        return stores;
    }

    /// The panes that can show the open store, in the order of their tabs.
    List<Pane> offered() {
        return offered;
    }

    Overlays overlays() {
        return overlays;
    }

    /// Dresses a scene that holds [#root()], and listens to its keys.
    void inhabit(Scene scene) {
        theme.dress(scene);
        KeyRouter router = new KeyRouter(scene, this::windowKeys, this::paneKeys, overlays::isOpen);
        router.listen();
        root.widthProperty().subscribe(width -> folding.resize(width.doubleValue()));
    }

    /// Begins to ask for the head and to show the time of day.
    void start() {
        tickers.add(workspace.tail().start());
        tickers.add(workspace.profileFeed().start());
        tickers.add(workspace.background().every(CLOCK_TICK, () -> {
            statusBar.tick(workspace.clock());
            model.tick();
        }));
        statusBar.tick(workspace.clock());
    }

    /// Shows or leaves the page on which a store is chosen; without a store it cannot be left.
    void showConnect(boolean shown) {
        boolean needed = shown || workspace.session() == null;
        view.showConnect(needed);
        if (needed) {
            connectView.focus();
        }
    }

    void openHelp() {
        HelpSheet sheet = new HelpSheet(windowKeys(), current == null ? "" : current.title(), paneKeys(),
                overlays::close);
        overlays.openCentred(sheet, sheet.firstFocus());
    }

    void openArming() {
        ArmDialog dialog = new ArmDialog(workspace, overlays::close);
        overlays.openCentred(dialog, dialog.firstFocus());
    }

    /// Ends what goes on by itself. The store stays open: whoever opened it closes it.
    @Override
    public void close() {
        tickers.forEach(Background.Ticker::close);
        tickers.clear();
    }

    private List<Pane> makePanes(List<PaneFactory> factories) {
        Frame frame = new Frame(workspace, overlays, theme);
        List<Pane> made = factories.stream().map(factory -> factory.create(frame)).toList();
        for (Pane pane : made) {
            pane.root().setId(pane.viewId());
            ObservableValue<@Nullable Badge> badge = pane.badge();
            if (badge != null) {
                badge.addListener((_, _, now) -> standOnTrouble(pane, now));
            }
        }
        return made;
    }

    private void assemble() {
        view.place(tabs, new NoticeStrip(workspace.notices()), drawer, statusBar);
        view.placeConnect(connectView.root());
        root.getChildren().addAll(overlays, new Toast(workspace.notices()));
        folding.sideOpenProperty().subscribe(this::placeBars);
        folding.detailOpenProperty().subscribe(this::placeBars);
        placeBars();
        view.detailHost().widthProperty().subscribe(width -> overlays.setDetailWidth(width.doubleValue()));
    }

    private void follow() {
        workspace.history().onLeave(() -> current == null ? null : current.state());
        workspace.sessionProperty().subscribe(this::onSession);
        workspace.history().currentProperty().addListener((_, _, place) -> arrive(place));
    }

    private void placeBars() {
        Node left = folding.sideOpenProperty().get()
                ? sideBar
                : rail("left", "fth-sidebar", "Show the side bar", "unfoldSideButton", folding::toggleSide);
        Node right = folding.detailOpenProperty().get()
                ? detailColumn()
                : rail("right", "fth-sidebar", "Show the inspector", "unfoldInspectorButton", folding::toggleDetail);
        view.placeBars(left, right);
    }

    private Node detailColumn() {
        StackPane column = new StackPane(inspector.root());
        column.getStyleClass().add("detail-column");
        return column;
    }

    private static Node rail(String side, String icon, String name, String id, Runnable onOpen) {
        Button open = new Button(null, new FontIcon(icon));
        open.setId(id);
        open.getStyleClass().addAll("icon", "compact");
        open.getGraphic().setRotate(side.equals("right") ? 180 : 0);
        open.setAccessibleText(name);
        open.setTooltip(new Tooltip(name));
        open.setOnAction(_ -> onOpen.run());
        VBox rail = new VBox(open);
        rail.getStyleClass().addAll("rail", side);
        return rail;
    }

    private void onSession(@Nullable Session session) {
        overlays.close();
        offered = session == null ? List.of() : panes.stream().filter(pane -> pane.canShow(session)).toList();
        Set<String> ids = offered.stream().map(Pane::viewId).collect(Collectors.toSet());
        workspace.history().offer(ids);
        tabs.show(offered);
        statusBar.watch(offered);
        showConnect(session == null);
        if (!offered.isEmpty()) {
            openedAt = workspace.clock().instant();
            workspace.history().start(offered.getFirst().viewId());
        }
    }

    /// A window that nobody has touched yet stands on what is wrong, not on an empty list.
    private void standOnTrouble(Pane pane, @Nullable Badge badge) {
        boolean untouched = workspace.selection().get().equals(Selected.NOTHING)
                && !workspace.history().canGoBackProperty().get()
                && Duration.between(openedAt, workspace.clock().instant()).compareTo(SETTLING) < 0;
        if (untouched && badge != null && badge.tone() == Badge.Tone.DANGER && offered.contains(pane)) {
            openedAt = Instant.EPOCH;
            workspace.history().start(pane.viewId());
        }
    }

    private void arrive(Place place) {
        Pane pane = offered.stream().filter(one -> one.viewId().equals(place.viewId())).findFirst().orElse(null);
        if (pane == null) {
            return;
        }
        if (!pane.equals(current)) {
            if (current != null) {
                current.hidden();
            }
            current = pane;
            overlays.close();
            folding.view(pane.hasOwnDetail());
            view.showPane(pane.root());
            pane.shown();
            pane.root().applyCss();
            pane.focus();
        }
        showConnect(false);
        switch (place.state()) {
            case null -> {
            }
            case Filtered(String filter) -> pane.filter(filter);
            case Linked(Map<String, String> link) -> pane.follow(link);
            case Object state -> pane.restore(state);
        }
    }

    private String titleOf(String viewId) {
        return panes.stream().filter(pane -> pane.viewId().equals(viewId)).map(Pane::title).findFirst().orElse("");
    }

    private void filterByCategory(String category) {
        filterStreams("category:" + (category.contains(" ") ? "\"" + category + "\"" : category));
    }

    private void filterStreams(String text) {
        workspace.history().go(new Place("streamsView", workspace.selection().get(), new Filtered(text)));
    }

    private List<KeyAction> windowKeys() {
        List<KeyAction> keys = new ArrayList<>();
        keys.add(new KeyAction("Ctrl+K", "go to or search", () -> omnibox.open("")));
        keys.add(new KeyAction("/", "go to or search", () -> omnibox.open("")));
        keys.add(new KeyAction("Ctrl+Shift+P", "all commands", () -> omnibox.open(">")));
        keys.add(new KeyAction("Alt+Left", "back", workspace.history()::back));
        keys.add(new KeyAction("Alt+Right", "forward", workspace.history()::forward));
        for (int i = 0; i < offered.size() && i < 9; i++) {
            Pane pane = offered.get(i);
            keys.add(new KeyAction(Integer.toString(i + 1), pane.title(), () -> workspace.history().go(pane.viewId())));
        }
        keys.addAll(inspector.keys());
        keys.add(new KeyAction("M", "mark the selected event, or take its mark away", marks::toggle));
        keys.add(new KeyAction("Shift+M", "mark the selected event with a note", marks::note));
        keys.add(new KeyAction("Ctrl+L", "copy a link to this place", this::copyLink));
        keys.add(new KeyAction("L", "take in what is new, else live or paused", this::takeInOrToggle));
        keys.add(new KeyAction("Q", "drawer with jobs", drawer::toggle));
        keys.add(new KeyAction("?", "all keys", this::openHelp));
        if (overlays.isOpen() || view.isConnectShown()) {
            keys.add(new KeyAction("Esc", "close what is open", this::closeOne));
        }
        return keys;
    }

    private void copyLink() {
        Session session = workspace.session();
        Pane pane = current;
        if (session == null || pane == null) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(
                Permalink.of(session, pane.viewId(), workspace.selection().get(), pane.link()).toString());
        Clipboard.getSystemClipboard().setContent(content);
        workspace.notices().info("Link copied. Ctrl+K opens it again, here and for others who can reach this store.");
    }

    private void takeInOrToggle() {
        if (current == null || !current.takeNewRows()) {
            workspace.tail().toggleLive();
        }
    }

    private List<KeyAction> paneKeys() {
        return current == null || view.isConnectShown() ? List.of() : current.keys();
    }

    private List<KeyAction> commands() {
        List<KeyAction> all = new ArrayList<>(paneKeys());
        all.addAll(windowKeys());
        all.add(new KeyAction("", "change between dark and light", theme::toggle));
        all.add(new KeyAction("", "fold or show the side bar", folding::toggleSide));
        all.add(new KeyAction("", "fold or show the inspector", folding::toggleDetail));
        if (workspace.arming().isArmed()) {
            all.add(new KeyAction("", "disarm", workspace.arming()::disarm));
        } else if (workspace.arming().isOffered()) {
            all.add(new KeyAction("", "arm for 15 minutes", this::openArming));
        }
        all.add(new KeyAction("", "open another store", () -> showConnect(true)));
        return all.stream().filter(action -> !action.keys().equals("/")).toList();
    }

    private void closeOne() {
        if (overlays.isOpen()) {
            overlays.close();
        } else if (view.isConnectShown()) {
            showConnect(false);
        }
    }

    /// A filter from the omnibox goes to the view on screen where it has a filter line, else to Streams.
    private final class CurrentPaneFilter implements OmniboxViewModel.FilterTarget {

        @Override
        public String title() {
            return current != null && current.filters() ? current.title() : "Streams";
        }

        @Override
        public void filter(String text) {
            if (current != null && current.filters()) {
                current.filter(text);
            } else {
                filterStreams(text);
            }
        }
    }
}
