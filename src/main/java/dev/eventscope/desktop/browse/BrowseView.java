package dev.eventscope.desktop.browse;

import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.workspace.ClockSegments;
import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// Binds the two tables of the Streams view to their models and to the selection of the window.
final class BrowseView {

    private static final double SIDE_BY_SIDE = 1_600;

    @FXML
    private HBox filterHost;
    @FXML
    private Button stopButton;
    @FXML
    private SplitPane split;
    @FXML
    private HBox streamHead;
    @FXML
    private TableView<StreamRow> streamTable;
    @FXML
    private StackPane streamMarkHost;
    @FXML
    private Label streamLabel;
    @FXML
    private Label eventFact;
    @FXML
    private ClockSegments clockSegments;
    @FXML
    private TableView<EventHeader> eventTable;

    private final Workspace workspace;
    private final StreamListModel streams;
    private final EventListModel events;
    private final FilterLine filterLine;
    private @Nullable Session seen;
    private boolean following;

    BrowseView(Workspace workspace) {
        this.workspace = workspace;
        streams = new StreamListModel(workspace);
        events = new EventListModel(workspace);
        filterLine = new FilterLine(workspace, "streamFilterField", "stream name or filter, type:StepFailed after:-2h");
    }

    String filterText() {
        return filterLine.applied();
    }

    void filter(String text) {
        filterLine.set(text);
    }

    /// To the events where one is selected, else to the streams.
    void focus() {
        (workspace.selection().get().event() == null ? streamTable : eventTable).requestFocus();
    }

    void focusFilter() {
        filterLine.requestFocus();
    }

    /// Reads what has not been read of this store yet.
    void shown() {
        Session session = workspace.session();
        if (session != null && !session.equals(seen)) {
            seen = session;
            streams.reload();
        }
        follow(workspace.selection().get());
    }

    @FXML
    void refresh() {
        streams.reload();
        events.moreAtEnd();
    }

    /// The next or previous row of the table that has the focus; of the streams where neither has.
    void moveRow(int by) {
        if (eventTable.isFocused()) {
            moveEvent(by);
        } else {
            int row = streamTable.getSelectionModel().getSelectedIndex() + by;
            select(streamTable, Math.clamp(row, 0, Math.max(0, streamTable.getItems().size() - 1)));
        }
    }

    void moveEvent(int by) {
        if (!eventTable.getItems().isEmpty()) {
            int row = eventTable.getSelectionModel().getSelectedIndex() + by;
            select(eventTable, Math.clamp(row, 0, eventTable.getItems().size() - 1));
        }
    }

    @FXML
    private void initialize() {
        HBox.setHgrow(filterLine, Priority.ALWAYS);
        filterHost.getChildren().setAll(filterLine);
        filterLine.onApply(filter -> {
            streams.filter(new StreamFilter(filter));
            events.filter(new StreamFilter(filter));
        });
        streams.factProperty().subscribe(filterLine::showFact);
        stopButton.managedProperty().bind(stopButton.visibleProperty());
        stopButton.visibleProperty().bind(streams.scanningProperty());
        setUpStreams();
        setUpEvents();
        workspace.selection().selectedProperty().addListener((_, _, selected) -> follow(selected));
        workspace.sessionProperty().addListener((_, _, _) -> {
            seen = null;
            events.show(null, null);
            filterLine.set("");
        });
        workspace.tail().shownProperty().addListener((_, _, _) -> {
            if (workspace.isShown("streamsView")) {
                quietly(streams::refresh);
                if (events.isAtEnd()) {
                    events.moreAtEnd();
                }
            }
        });
        streamHead.managedProperty().bind(streamHead.visibleProperty());
        split.widthProperty().subscribe(width -> turn(width.doubleValue()));
    }

    @FXML
    private void onStop() {
        streams.stop();
    }

    private void setUpStreams() {
        new StreamColumns(workspace).addTo(streamTable, streams.scannedProperty());
        streamTable.setItems(streams.rows());
        EmptyBox empty = new EmptyBox("Clear the filter", () -> filterLine.set(""), filterLine::set);
        streams.emptyTextProperty().subscribe(text -> empty.show(text, filterLine.applied(), streams.betterFilter()));
        streamTable.setPlaceholder(empty);
        ScrollEnds.watch(streamTable, () -> {}, streams::more);
        streamTable.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !following) {
                workspace.selection().stream(row.stream().stream());
            }
        });
        streamTable.setRowFactory(_ -> RowMenus.ofStream(workspace));
        onOpen(streamTable, () -> {
            StreamRow row = streamTable.getSelectionModel().getSelectedItem();
            if (row != null) {
                open(Selected.of(row.stream().stream()));
            }
        });
    }

    private void setUpEvents() {
        new EventColumns(workspace, events).addTo(eventTable);
        eventTable.setItems(events.events());
        EmptyBox empty = new EmptyBox("", () -> {}, _ -> {});
        events.streamProperty().subscribe(stream -> {
            empty.show(stream == null ? "Choose a stream to see its events." : "", "", "");
            showHead(stream);
        });
        eventTable.setPlaceholder(empty);
        eventFact.textProperty().bind(events.factProperty());
        ScrollEnds.watch(eventTable, events::moreAtStart, events::moreAtEnd);
        eventTable.getSelectionModel().selectedItemProperty().addListener((_, _, event) -> {
            if (event != null && !following) {
                workspace.selection().event(event);
            }
        });
        events.events().addListener((ListChangeListener<EventHeader>) _ -> lightEvent());
        eventTable.setRowFactory(_ -> RowMenus.ofEvent(workspace));
        onOpen(eventTable, () -> {
            EventHeader event = eventTable.getSelectionModel().getSelectedItem();
            if (event != null) {
                open(Selected.of(event));
            }
        });
        clockSegments.bind(workspace);
        workspace.eventClockProperty().subscribe(_ -> eventTable.refresh());
    }

    /// Follows the selection of the window, wherever it was made.
    private void follow(Selected selected) {
        if (!workspace.isShown("streamsView")) {
            return;
        }
        events.show(selected.stream(), selected.version());
        lightEvent();
        StreamId stream = selected.stream();
        StreamRow row = streamTable.getSelectionModel().getSelectedItem();
        if (stream != null && (row == null || !row.stream().stream().equals(stream))) {
            quietly(() -> streamTable.getSelectionModel().clearSelection());
            streams.reveal(stream, found -> quietly(() -> select(streamTable, streams.rows().indexOf(found))));
        }
    }

    /// On a wide screen the events stand beside the streams instead of below them.
    private void turn(double width) {
        Orientation wanted = width >= SIDE_BY_SIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL;
        streamHead.setVisible(wanted == Orientation.HORIZONTAL);
        if (split.getOrientation() != wanted) {
            split.setOrientation(wanted);
            split.setDividerPositions(wanted == Orientation.HORIZONTAL ? 0.46 : 0.5);
        }
    }

    private void lightEvent() {
        EventHeader event = workspace.selection().get().event();
        int row = event == null ? -1 : events.indexOf(event);
        if (row >= 0) {
            quietly(() -> select(eventTable, row));
        } else {
            quietly(() -> eventTable.getSelectionModel().clearSelection());
        }
    }

    /// Changes a table's selection without making it the selection of the window.
    private void quietly(Runnable change) {
        boolean before = following;
        following = true;
        try {
            change.run();
        } finally {
            following = before;
        }
    }

    private void open(Selected selected) {
        if (workspace.history().offers("timelineView")) {
            workspace.history().go("timelineView", selected);
        }
    }

    private void showHead(@Nullable StreamId stream) {
        streamLabel.setText(stream == null ? "Events" : stream.name());
        streamMarkHost.getChildren().clear();
        streamMarkHost.setManaged(stream != null);
        if (stream != null) {
            streamMarkHost.getChildren().add(Mark.ofCategory(stream.conventionalCategory()));
        }
    }

    private static void select(TableView<?> table, int row) {
        if (row < 0 || row >= table.getItems().size()) {
            return;
        }
        table.getSelectionModel().clearAndSelect(row);
        ScrollEnds.bringIntoView(table, row);
    }

    private static void onOpen(Node table, Runnable action) {
        table.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                action.run();
            }
        });
        table.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                key.consume();
                action.run();
            }
        });
    }
}
