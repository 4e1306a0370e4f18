package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.connect.ConnectViewModel;
import dev.eventscope.desktop.connect.RecentStore;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.fx.Times;
import dev.eventscope.desktop.workspace.History;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Tail;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.OperatorRole;

/// The frame of the window: binds the top bar, and holds the places that [Shell] fills.
final class ShellView {

    private static final PseudoClass ARMED = PseudoClass.getPseudoClass("armed");
    private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");

    @FXML
    private BorderPane windowFrame;
    @FXML
    private CentredBar topBar;
    @FXML
    private MenuButton storeMenu;
    @FXML
    private MenuButton accessMenu;
    @FXML
    private Button backButton;
    @FXML
    private Button forwardButton;
    @FXML
    private StackPane omniboxHost;
    @FXML
    private TextField omniboxField;
    @FXML
    private MenuButton zoneMenu;
    @FXML
    private HBox liveSegments;
    @FXML
    private ToggleButton liveToggle;
    @FXML
    private ToggleButton pauseToggle;
    @FXML
    private Button themeButton;
    @FXML
    private HBox leftHost;
    @FXML
    private HBox detailHost;
    @FXML
    private VBox mainTop;
    @FXML
    private StackPane paneHost;
    @FXML
    private VBox drawerHost;
    @FXML
    private VBox statusHost;
    @FXML
    private StackPane connectHost;
    @FXML
    private Pane floatLayer;

    private final Workspace workspace;
    private final Theme theme;
    private final ConnectViewModel stores;
    private final Actions actions;
    private final Label frozen = new Label();
    private final Region stateDot = new Region();

    /// What the buttons of the top bar do beyond the window's own.
    record Actions(Runnable help, Runnable chooseStore, Runnable copyLink, Runnable arm) {}

    ShellView(Workspace workspace, Theme theme, ConnectViewModel stores, Actions actions) {
        this.workspace = workspace;
        this.theme = theme;
        this.stores = stores;
        this.actions = actions;
    }

    /// Puts the parts into their places.
    void place(Node tabs, Node notices, Node drawer, Node status) {
        mainTop.getChildren().setAll(tabs, frozen, notices);
        drawerHost.getChildren().setAll(drawer);
        statusHost.getChildren().setAll(status);
    }

    /// The bars at the sides, open or folded to a rail.
    void placeBars(Node left, Node right) {
        leftHost.getChildren().setAll(left);
        detailHost.getChildren().setAll(right);
    }

    void placeConnect(Node page) {
        connectHost.getChildren().setAll(page);
    }

    /// Shows the page on which a store is chosen, over everything below the top bar.
    void showConnect(boolean shown) {
        connectHost.setVisible(shown);
        omniboxHost.setDisable(shown && workspace.session() == null);
    }

    boolean isConnectShown() {
        return connectHost.isVisible();
    }

    void showPane(Node pane) {
        paneHost.getChildren().setAll(pane);
    }

    TextField omniboxField() {
        return omniboxField;
    }

    Pane floatLayer() {
        return floatLayer;
    }

    HBox detailHost() {
        return detailHost;
    }

    @FXML
    private void initialize() {
        windowFrame.setMinSize(0, 0);
        bindHistory(workspace.history());
        bindStore();
        bindTail(workspace.tail());
        workspace.timesProperty().subscribe(this::showZone);
        theme.modeProperty().subscribe(this::showTheme);
        liveSegments.managedProperty().bind(liveSegments.visibleProperty());
        accessMenu.managedProperty().bind(accessMenu.visibleProperty());
        connectHost.managedProperty().bind(connectHost.visibleProperty());
        connectHost.setVisible(false);
    }

    private void bindHistory(History history) {
        backButton.disableProperty().bind(history.canGoBackProperty().not());
        forwardButton.disableProperty().bind(history.canGoForwardProperty().not());
    }

    private void bindStore() {
        stateDot.getStyleClass().add("state-dot");
        storeMenu.setGraphic(stateDot);
        storeMenu.setAccessibleText("Store");
        storeMenu.setOnShowing(_ -> fillStoreMenu());
        fillStoreMenu();
        workspace.sessionProperty().subscribe(this::showSession);
        workspace.profileProperty().addListener(_ -> showProduction());
        workspace.arming().databaseProperty().subscribe(this::showArming);
        workspace.arming().leftProperty().subscribe(this::showTimeLeft);
    }

    private void showSession(@Nullable Session session) {
        storeMenu.setText(session == null ? "No store" : session.title());
        accessMenu.setVisible(session != null);
        liveSegments.setVisible(session != null);
        showState();
        if (session != null) {
            showArming();
        }
        showProduction();
    }

    private void showProduction() {
        windowFrame.getParent().pseudoClassStateChanged(PRODUCTION, workspace.isProduction());
    }

    /// Read-only until a person arms.
    private void showArming() {
        boolean armed = workspace.arming().isArmed();
        accessMenu.setGraphic(new FontIcon(armed ? "fth-unlock" : "fth-lock"));
        accessMenu.getStyleClass().remove("armed");
        if (armed) {
            accessMenu.getStyleClass().add("armed");
        }
        accessMenu.setTooltip(new Tooltip(armed
                ? "Acting goes through a second connection, in the role " + OperatorRole.NAME
                : "The server refuses every write of this connection"));
        topBar.pseudoClassStateChanged(ARMED, armed);
        MenuItem other = new MenuItem(armed ? "Disarm" : "Arm for 15 minutes");
        other.setId(armed ? "disarmItem" : "armItem");
        other.setDisable(!armed && !workspace.arming().isOffered());
        other.setOnAction(_ -> toggleArmed());
        accessMenu.getItems().setAll(other);
        showTimeLeft();
    }

    private void showTimeLeft() {
        Duration left = workspace.arming().leftProperty().get();
        accessMenu.setText(workspace.arming().isArmed()
                ? "Armed · %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart())
                : "Read-only");
    }

    private void toggleArmed() {
        if (workspace.arming().isArmed()) {
            workspace.arming().disarm();
        } else {
            actions.arm().run();
        }
    }

    private void fillStoreMenu() {
        storeMenu.getItems().clear();
        for (RecentStore store : stores.recent()) {
            MenuItem item = new MenuItem(store.title());
            item.setOnAction(_ -> stores.openRecent(store));
            storeMenu.getItems().add(item);
        }
        if (!storeMenu.getItems().isEmpty()) {
            storeMenu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem another = new MenuItem("Open another store");
        another.setOnAction(_ -> actions.chooseStore().run());
        storeMenu.getItems().add(another);
    }

    private void bindTail(Tail tail) {
        liveToggle.textProperty().bind(Bindings.when(tail.liveProperty()).then("Live").otherwise("Paused"));
        tail.liveProperty().subscribe(live -> {
            liveToggle.setSelected(false);
            pauseToggle.setSelected(false);
            liveToggle.getStyleClass().removeAll("is-live", "is-paused");
            liveToggle.getStyleClass().add(live ? "is-live" : "is-paused");
            FontIcon icon = new FontIcon(live ? "fth-radio" : "fth-pause");
            icon.getStyleClass().add(live ? "success" : "warn");
            liveToggle.setGraphic(icon);
            pauseToggle.setGraphic(new FontIcon(live ? "fth-pause" : "fth-arrow-down"));
            pauseToggle.setAccessibleText(live ? "Pause" : "Show new events");
            liveToggle.setTooltip(new Tooltip(live ? "Views follow the store, L" : "Views stand still, L"));
        });
        pauseToggle.textProperty().bind(Bindings.createStringBinding(() -> newEvents(tail), tail.newEventsProperty(),
                tail.liveProperty()));
        tail.lostProperty().subscribe(lost -> {
            frozen.setText("as of " + workspace.times().seconds(workspace.clock().instant()) + ", reconnecting");
            frozen.setVisible(lost);
            showState();
        });
        frozen.getStyleClass().add("frozen-line");
        frozen.setMaxWidth(Double.MAX_VALUE);
        frozen.managedProperty().bind(frozen.visibleProperty());
    }

    private void showState() {
        boolean lost = workspace.tail().lostProperty().get();
        String state = workspace.session() == null ? "none" : lost ? "lost" : "open";
        stateDot.getStyleClass().setAll("state-dot", state);
    }

    private static String newEvents(Tail tail) {
        if (tail.liveProperty().get()) {
            return "";
        }
        long count = tail.newEventsProperty().get();
        return Figures.count(count) + (count >= Tail.MOST_COUNTED ? "+" : "") + " new";
    }

    private void showZone(Times times) {
        zoneMenu.setText(times.isUtc() ? "UTC" : "Local");
        zoneMenu.setTooltip(new Tooltip("Times are shown in " + times.zoneLabel(workspace.clock().instant())));
        MenuItem utc = new MenuItem("UTC");
        utc.setOnAction(_ -> workspace.timesProperty().set(Times.UTC));
        MenuItem local = new MenuItem("Local, " + Times.local().zone());
        local.setOnAction(_ -> workspace.timesProperty().set(Times.local()));
        zoneMenu.getItems().setAll(utc, local);
    }

    private void showTheme(Theme.Mode mode) {
        boolean dark = mode == Theme.Mode.DARK;
        themeButton.setGraphic(new FontIcon(dark ? "fth-sun" : "fth-moon"));
        String other = (dark ? Theme.Mode.LIGHT : Theme.Mode.DARK).name().toLowerCase(Locale.ROOT);
        themeButton.setAccessibleText("Change to the " + other + " theme");
        themeButton.setTooltip(new Tooltip("Change to the " + other + " theme"));
    }

    @FXML
    private void onBack() {
        workspace.history().back();
    }

    @FXML
    private void onForward() {
        workspace.history().forward();
    }

    @FXML
    private void onLive() {
        liveToggle.setSelected(false);
        workspace.tail().toggleLive();
    }

    @FXML
    private void onPause() {
        pauseToggle.setSelected(false);
        workspace.tail().toggleLive();
    }

    @FXML
    private void onTheme() {
        theme.toggle();
    }

    @FXML
    private void onHelp() {
        actions.help().run();
    }

    @FXML
    private void onLink() {
        actions.copyLink().run();
    }
}
