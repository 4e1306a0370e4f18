package dev.eventscope.desktop.shell;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.eventscope.desktop.workspace.Workspace;

/// The frame of the window: the places that [Shell] fills, and what is said of the window as a whole.
final class ShellView {

    private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");

    @FXML
    private BorderPane windowFrame;
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
    private final Label frozen = new Label();

    ShellView(Workspace workspace) {
        this.workspace = workspace;
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
    }

    boolean isConnectShown() {
        return connectHost.isVisible();
    }

    void showPane(Node pane) {
        paneHost.getChildren().setAll(pane);
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
        connectHost.managedProperty().bind(connectHost.visibleProperty());
        connectHost.setVisible(false);
        frozen.getStyleClass().add("frozen-line");
        frozen.setMaxWidth(Double.MAX_VALUE);
        frozen.managedProperty().bind(frozen.visibleProperty());
        workspace.tail().lostProperty().subscribe(this::showLost);
        workspace.sessionProperty().subscribe(this::showProduction);
        workspace.profileProperty().addListener(_ -> showProduction());
        showProduction();
    }

    private void showLost(boolean lost) {
        frozen.setText("as of " + workspace.times().seconds(workspace.clock().instant()) + ", reconnecting");
        frozen.setVisible(lost);
    }

    private void showProduction() {
        windowFrame.getParent().pseudoClassStateChanged(PRODUCTION, workspace.isProduction());
    }
}
