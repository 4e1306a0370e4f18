package dev.eventscope.desktop.timeline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Picture;
import dev.eventscope.desktop.fx.Pulse;
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

    private static final double CHAIN_HEADS = 32 + 24 + 2;
    private static final double ROW = 24;
    private static final int CHAIN_ROWS = 7;
    private static final double LEAST_CANVAS_SHARE = 0.5;
    private static final double DIVIDER_SLACK = 0.02;

    private final TimelineViewModel model;
    private final Workspace workspace;
    private final FilterLine filterLine;
    private final TimelineCanvas canvas;
    private final CanvasNotice notice;
    private final Pulse scrollToEnd = new Pulse(this::scrollToEnd);
    private boolean following;
    private boolean chainPlaced;
    private double placedAt;

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
        setUpChain();
        split.heightProperty().subscribe(this::placeDivider);
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

    private void setUpChain() {
        TableColumn<ChainRow, ChainRow> summary = Columns.text("summaryColumn", "Summary", 160, ChainRow::summary);
        TableColumn<ChainRow, ChainRow> type = Columns.marked("typeColumn", "Type", 140, ChainRow::type, ChainRow::kind,
                ChainRow::category);
        TableColumn<ChainRow, ChainRow> cause = Columns.figure("causeColumn", "Cause", 84, ChainRow::cause);
        TableColumn<ChainRow, ChainRow> since = Columns.figure("sinceCauseColumn", "Δ cause", 84,
                ChainRow::sinceCause);
        TableColumn<ChainRow, ChainRow> time = Columns.mono("timeColumn", "", 128, ChainRow::time);
        TableColumn<ChainRow, ChainRow> version = Columns.figure("versionColumn", "v", 44, ChainRow::version);
        chainTable.getColumns().setAll(List.of(
                Columns.figure("positionColumn", "Position", 84, ChainRow::position),
                time,
                since, type, Columns.text("streamColumn", "Stream", 150, ChainRow::stream), version, summary, cause));
        Columns.dress(chainTable);
        Columns.grow(chainTable, summary, 120, List.of(cause, version, since));
        model.chainProperty().subscribe(this::showChain);
        model.choices().chainOpenProperty().subscribe(() -> showChain(model.chainProperty().get()));
        chainTable.heightProperty().subscribe(scrollToEnd::request);
        model.clockNameProperty().subscribe(time::setText);
        chainTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !following) {
                model.commands().selectById(row.id());
            }
        });
    }

    /// The row to scroll to is named by the height that the table has now: told to show its last row, it would leave it at
    /// the top where there is room for all.
    private void scrollToEnd() {
        int shown = (int) ((chainTable.getHeight() - ROW) / ROW);
        chainTable.layout();
        chainTable.scrollTo(Math.max(0, chainTable.getItems().size() - shown));
    }

    private void showChain(List<ChainRow> rows) {
        boolean shown = !rows.isEmpty() && model.choices().chainOpenProperty().get();
        if (!chainTable.getItems().equals(rows)) {
            following = true;
            chainTable.getItems().setAll(rows);
            chainTable.getSelectionModel().selectLast();
            scrollToEnd.request();
            following = false;
            long streams = rows.stream().map(ChainRow::stream).distinct().count();
            chainFact.setText(Figures.plural(rows.size(), "event") + ", " + Figures.plural(streams, "stream"));
        }
        if (shown && !split.getItems().contains(chainDrawer)) {
            split.getItems().add(chainDrawer);
            SplitPane.setResizableWithParent(chainDrawer, false);
            placeDivider();
        } else if (!shown) {
            split.getItems().remove(chainDrawer);
        }
    }

    /// Gives the table its rows, unless a person has moved the divider.
    private void placeDivider() {
        if (split.getItems().contains(chainDrawer) && split.getHeight() > 0) {
            double now = split.getDividerPositions()[0];
            if (!chainPlaced || Math.abs(now - placedAt) < DIVIDER_SLACK) {
                placedAt = canvasShare(chainTable.getItems().size());
                chainPlaced = true;
                split.setDividerPositions(placedAt);
            }
        }
    }

    /// The table takes seven rows, and all of them where the lanes leave room; above it are whole lanes.
    private double canvasShare(int rows) {
        double height = Math.max(1, split.getHeight());
        double spare = Math.floor((height - model.contentHeight() - CHAIN_HEADS) / ROW);
        double shown = Math.clamp(spare, CHAIN_ROWS, Math.max(CHAIN_ROWS, rows));
        double canvas = Math.max(LEAST_CANVAS_SHARE * height, height - CHAIN_HEADS - shown * ROW);
        return model.wholeLanes(canvas) / height;
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
        ClipboardContent content = new ClipboardContent();
        content.putString(model.chainProperty().get().stream().map(ChainRow::tabbed).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void onCloseChain() {
        model.choices().chainOpenProperty().set(false);
    }
}
