package dev.eventscope.desktop.timeline;

import java.util.Locale;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Picture;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.workspace.ClockSegments;
import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.PictureMenu;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;

/// Binds the tool bar, the canvas and the cause chain to the view model.
public final class TimelineView {

    /// As wide as the strip with everything on it and a filter that shows its prompt.
    private static final double NARROW_PX = 960;

    private final TimelineViewModel model;
    private final Workspace workspace;
    private final FilterLine filterLine;
    private final TimelineCanvas canvas;
    private final CanvasNotice notice;
    private @Nullable ChainDrawer chain;

    @FXML
    private HBox filterHost;
    @FXML
    private HBox toolStrip;
    @FXML
    private HBox zoomButtons;
    @FXML
    private ToggleButton timeToggle;
    @FXML
    private ToggleButton orderToggle;
    @FXML
    private ToggleButton causalToggle;
    @FXML
    private ClockSegments clockSegments;
    @FXML
    private ToggleButton oneHopToggle;
    @FXML
    private ToggleButton chainToggle;
    @FXML
    private ToggleButton foldToggle;
    @FXML
    private MenuButton lanesMenu;
    @FXML
    private MenuButton exportButton;
    @FXML
    private VBox crumbHost;
    @FXML
    private SplitPane split;
    @FXML
    private StackPane canvasHost;
    @FXML
    private VBox chainDrawer;
    @FXML
    private Label chainFact;
    @FXML
    private TableView<ChainRow> chainTable;

    TimelineView(TimelineViewModel model, Workspace workspace, TimelineCanvas canvas) {
        this.model = model;
        this.workspace = workspace;
        this.canvas = canvas;
        filterLine = new FilterLine(workspace, "timelineFilterField", "filter, is:pinned");
        notice = new CanvasNotice(model);
    }

    void focus() {
        canvas.requestFocus();
    }

    void filter(String text) {
        filterLine.set(text);
    }

    void showExportMenu() {
        exportButton.show();
    }

    Picture picture() {
        return canvas.picture();
    }

    void focusFilter() {
        filterLine.requestFocus();
    }

    @FXML
    private void initialize() {
        HBox.setHgrow(filterLine, Priority.ALWAYS);
        filterHost.getChildren().setAll(filterLine);
        filterLine.onApply(model::filter);
        model.choices().filterProperty().subscribe(filter -> {
            if (!filter.text().equals(filterLine.applied())) {
                filterLine.set(filter.text());
            }
        });
        model.lanesTextProperty().subscribe(filterLine::showFact);
        canvasHost.getChildren().setAll(canvas, notice);
        crumbHost.getChildren().setAll(new CrumbBar(model));
        fillLanesMenu();
        PictureMenu.fill(exportButton, workspace.notices(), canvas::picture, this::pictureName);
        clockSegments.bind(workspace);
        foldToggle.selectedProperty().bindBidirectional(model.choices().foldedProperty());
        model.choices().axisProperty().subscribe(axis -> {
            timeToggle.setSelected(axis == Axis.Kind.TIME);
            orderToggle.setSelected(axis == Axis.Kind.ORDER);
            causalToggle.setSelected(axis == Axis.Kind.CAUSAL);
            foldToggle.setDisable(axis != Axis.Kind.TIME);
        });
        model.choices().wholeChainProperty().subscribe(whole -> {
            oneHopToggle.setSelected(!whole);
            chainToggle.setSelected(whole);
        });
        toolStrip.widthProperty().subscribe(width -> giveFilterRoom(width.doubleValue()));
        chain = new ChainDrawer(model, new ChainDrawer.Parts(split, chainDrawer, chainFact, chainTable));
        watchShift();
    }

    /// In a narrow window the strip goes without what keys do as well and without words that a picture says.
    private void giveFilterRoom(double width) {
        boolean narrow = width < NARROW_PX;
        foldToggle.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        zoomButtons.setVisible(!narrow);
        zoomButtons.setManaged(!narrow);
    }

    /// `timeline-demo-portfolio`.
    private String pictureName() {
        Session session = workspace.session();
        String store = session == null ? "" : "-" + session.title().replaceAll("[^\\p{Alnum}]+", "-");
        return "timeline" + store;
    }

    private void fillLanesMenu() {
        ToggleGroup orders = new ToggleGroup();
        for (LaneOrder order : LaneOrder.values()) {
            RadioMenuItem item = new RadioMenuItem(order.title());
            item.setId("lanes" + order.name().charAt(0) + order.name().substring(1).toLowerCase(Locale.ROOT) + "Item");
            item.setToggleGroup(orders);
            item.setOnAction(_ -> model.choices().laneOrderProperty().set(order));
            model.choices().laneOrderProperty().subscribe(now -> item.setSelected(now == order));
            lanesMenu.getItems().add(item);
        }
        CheckMenuItem byCategory = new CheckMenuItem("One lane a category, Shift+C");
        byCategory.setId("lanesByCategoryItem");
        byCategory.selectedProperty().bindBidirectional(model.choices().byCategoryProperty());
        CheckMenuItem dims = new CheckMenuItem("Filter dims instead of hiding, Shift+F");
        dims.setId("filterDimsItem");
        dims.selectedProperty().bindBidirectional(model.choices().dimsProperty());
        lanesMenu.getItems().addAll(new SeparatorMenuItem(), byCategory, dims);
    }

    /// Shift lights the whole chain while it is held, but not while somebody types.
    private void watchShift() {
        canvas.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.addEventFilter(KeyEvent.ANY, event -> onShift(event, scene));
            }
        });
    }

    private void onShift(KeyEvent event, Scene scene) {
        if (event.getCode() == KeyCode.SHIFT) {
            boolean typing = scene.getFocusOwner() instanceof TextInputControl;
            model.shift(event.getEventType() == KeyEvent.KEY_PRESSED && !typing);
        }
    }

    @FXML
    private void onTime() {
        model.choices().axisProperty().set(Axis.Kind.TIME);
        timeToggle.setSelected(true);
    }

    @FXML
    private void onOrder() {
        model.choices().axisProperty().set(Axis.Kind.ORDER);
        orderToggle.setSelected(true);
    }

    @FXML
    private void onCausal() {
        model.choices().axisProperty().set(Axis.Kind.CAUSAL);
        causalToggle.setSelected(true);
    }

    @FXML
    private void onOneHop() {
        model.choices().wholeChainProperty().set(false);
        oneHopToggle.setSelected(true);
    }

    @FXML
    private void onChain() {
        model.choices().wholeChainProperty().set(true);
        chainToggle.setSelected(true);
    }

    @FXML
    private void onZoomIn() {
        model.commands().zoomIn();
    }

    @FXML
    private void onZoomOut() {
        model.commands().zoomOut();
    }

    @FXML
    private void onFit() {
        model.commands().fitAll();
    }

    @FXML
    private void onCopyChain() {
        Objects.requireNonNull(chain, "the view has not been loaded").copy();
    }

    @FXML
    private void onCloseChain() {
        model.choices().chainOpenProperty().set(false);
    }
}
