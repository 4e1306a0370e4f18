package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

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

/// The bar at the top: store and access, back and forward, the omnibox, time zone, live or paused, theme, help.
final class TopBarView {

    private static final PseudoClass ARMED = PseudoClass.getPseudoClass("armed");

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

    private final Workspace workspace;
    private final Theme theme;
    private final ConnectViewModel stores;
    private final Actions actions;
    private final Region stateDot = new Region();

    /// What its buttons do beyond the bar's own.
    record Actions(Runnable help, Runnable chooseStore, Runnable copyLink, Runnable arm) {}

    TopBarView(Workspace workspace, Theme theme, ConnectViewModel stores, Actions actions) {
        this.workspace = workspace;
        this.theme = theme;
        this.stores = stores;
        this.actions = actions;
    }

    TextField omniboxField() {
        return omniboxField;
    }

    @FXML
    private void initialize() {
        bindHistory(workspace.history());
        bindStore();
        bindTail(workspace.tail());
        workspace.timesProperty().subscribe(this::showZone);
        theme.modeProperty().subscribe(this::showTheme);
        liveSegments.managedProperty().bind(liveSegments.visibleProperty());
        accessMenu.managedProperty().bind(accessMenu.visibleProperty());
    }

    private void bindHistory(History history) {
        backButton.disableProperty().bind(history.canGoBackProperty().not());
        forwardButton.disableProperty().bind(history.canGoForwardProperty().not());
    }

    private void bindStore() {
        storeMenu.setGraphic(stateDot);
        storeMenu.setAccessibleText("Store");
        storeMenu.setOnShowing(_ -> fillStoreMenu());
        fillStoreMenu();
        workspace.sessionProperty().subscribe(this::showSession);
        workspace.arming().databaseProperty().subscribe(this::showArming);
        workspace.arming().leftProperty().subscribe(this::showTimeLeft);
    }

    private void showSession(@Nullable Session session) {
        storeMenu.setText(session == null ? "No store" : session.title());
        accessMenu.setVisible(session != null);
        liveSegments.setVisible(session != null);
        omniboxHost.setDisable(session == null);
        showState();
        if (session != null) {
            showArming();
        }
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
        tail.lostProperty().subscribe(this::showState);
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
