package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.connect.ConnectView;
import dev.eventscope.desktop.connect.ConnectViewModel;
import dev.eventscope.desktop.connect.RecentStores;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.fx.Views;
import dev.eventscope.desktop.inspector.Inspector;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.KeyAction;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.PaneFactory;
import dev.eventscope.desktop.workspace.Permalink;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;

/// One window put together: workspace, panes, bars, keys. Works in a scene with or without a window round it.
///
/// Threads: FX thread.
final class Shell implements AutoCloseable {

    private static final Duration CLOCK_TICK = Duration.ofSeconds(1);

    private final Workspace workspace;
    private final ShellViewModel model;
    private final Theme theme = new Theme();
    private final Overlays overlays = new Overlays();
    private final Folding folding = new Folding();
    private final ConnectViewModel stores;
    private final ConnectView connectView;
    private final Inspector inspector;
    private final Panes panes;
    private final ShellView view;
    private final StackPane root;
    private final ViewTabs tabs;
    private final SideBar sideBar;
    private final MarkSection marks;
    private final JobDrawer drawer;
    private final Omnibox omnibox;
    private final StatusBar statusBar;
    private final List<Background.Ticker> tickers = new ArrayList<>();

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
        view = new ShellView(workspace);
        TopBarView topBar = new TopBarView(workspace, theme, stores, new TopBarView.Actions(this::openHelp,
                () -> showConnect(true), this::copyLink, this::openArming));
        root = (StackPane) Views.load("shell", view, topBar);
        connectView = new ConnectView(stores);
        inspector = new Inspector(workspace, folding::toggleDetail);
        tabs = new ViewTabs(workspace.history());
        panes = new Panes(workspace, made(parts.panes()), this::show);
        marks = new MarkSection(workspace, overlays);
        sideBar = new SideBar(workspace, model, stores, new SavedSection(workspace, panes::titleOf), marks,
                panes::filterByCategory, () -> showConnect(true), folding::toggleSide);
        drawer = new JobDrawer(workspace);
        statusBar = new StatusBar(workspace, model);
        omnibox = new Omnibox(topBar.omniboxField(), view.floatLayer(),
                new OmniboxViewModel(workspace, model.recent(), this::commands, panes.filterTarget(),
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
        return panes.offered();
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
        HelpSheet sheet = new HelpSheet(windowKeys(), panes.currentTitle(), paneKeys(), overlays::close);
        overlays.openCentred(sheet, sheet.firstFocus());
    }

    /// Ends what goes on by itself. The store stays open: whoever opened it closes it.
    @Override
    public void close() {
        tickers.forEach(Background.Ticker::close);
        tickers.clear();
    }

    private List<Pane> made(List<PaneFactory> factories) {
        Frame frame = new Frame(workspace, overlays, theme);
        return factories.stream().map(factory -> factory.create(frame)).toList();
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
        workspace.sessionProperty().subscribe(this::onSession);
        workspace.history().currentProperty().addListener((_, _, place) -> {
            if (panes.arrive(place)) {
                showConnect(false);
            }
        });
    }

    private void placeBars() {
        Node left = folding.sideOpenProperty().get()
                ? sideBar
                : new Rail(HorizontalDirection.LEFT, "unfoldSideButton", "Show the side bar", folding::toggleSide);
        Node right = folding.detailOpenProperty().get()
                ? detailColumn()
                : new Rail(HorizontalDirection.RIGHT, "unfoldInspectorButton", "Show the inspector",
                        folding::toggleDetail);
        view.placeBars(left, right);
    }

    private Node detailColumn() {
        StackPane column = new StackPane(inspector.root());
        column.getStyleClass().add("detail-column");
        return column;
    }

    private void onSession(@Nullable Session session) {
        overlays.close();
        panes.offerFor(session);
        tabs.show(panes.offered());
        statusBar.watch(panes.offered());
        showConnect(session == null);
        panes.goToFirst();
    }

    private void show(Pane pane) {
        overlays.close();
        folding.view(pane.hasOwnDetail());
        view.showPane(pane.root());
    }

    private List<KeyAction> windowKeys() {
        List<KeyAction> keys = new ArrayList<>(omnibox.keys());
        keys.addAll(panes.keys());
        keys.addAll(inspector.keys());
        keys.addAll(marks.keys());
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
        Permalink link = panes.link();
        if (link != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(link.toString());
            Clipboard.getSystemClipboard().setContent(content);
            workspace.notices()
                    .info("Link copied. Ctrl+K opens it again, here and for others who can reach this store.");
        }
    }

    private void takeInOrToggle() {
        if (!panes.takeNewRows()) {
            workspace.tail().toggleLive();
        }
    }

    private List<KeyAction> paneKeys() {
        return view.isConnectShown() ? List.of() : panes.currentKeys();
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

    private void openArming() {
        ArmDialog dialog = new ArmDialog(workspace, overlays::close);
        overlays.openCentred(dialog, dialog.firstFocus());
    }

    private void closeOne() {
        if (overlays.isOpen()) {
            overlays.close();
        } else if (view.isConnectShown()) {
            showConnect(false);
        }
    }
}
