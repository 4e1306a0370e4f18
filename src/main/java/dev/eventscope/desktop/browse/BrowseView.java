package dev.eventscope.desktop.browse;

import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.workspace.ClockSegments;
import dev.eventscope.desktop.workspace.FilterLine;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;

/// Binds the Streams view: filter line, the table of streams, the table of events.
final class BrowseView {

    private static final double SIDE_BY_SIDE = 1_600;
    private static final String FILTER_KEY = "streamsView.filter";

    @FXML
    private HBox filterHost;
    @FXML
    private Button stopButton;
    @FXML
    private Button newStreamsButton;
    @FXML
    private MenuButton streamColumnsButton;
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
    private Button newEventsButton;
    @FXML
    private ClockSegments clockSegments;
    @FXML
    private MenuButton eventColumnsButton;
    @FXML
    private TableView<EventHeader> eventTable;

    private final Workspace workspace;
    private final StreamListModel streams;
    private final PinnedFields pins;
    private final EventListModel events;
    private final FilterLine filterLine;
    private @Nullable StreamTable streamRows;
    private @Nullable EventTable eventRows;
    private @Nullable Session seen;

    BrowseView(Workspace workspace) {
        this.workspace = workspace;
        streams = new StreamListModel(workspace);
        pins = new PinnedFields(workspace);
        events = new EventListModel(workspace, pins);
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

    /// Reads what has not been read of this store yet, under the filter that it had the last time.
    void shown() {
        Session session = workspace.session();
        if (session != null && !session.equals(seen)) {
            seen = session;
            String remembered = workspace.memory().text(session, FILTER_KEY);
            if (remembered.equals(filterLine.applied())) {
                streams.reload();
            } else {
                filterLine.set(remembered);
            }
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
        } else if (streamRows != null) {
            streamRows.move(by);
        }
    }

    void moveEvent(int by) {
        if (eventRows != null) {
            eventRows.move(by);
        }
    }

    /// Takes in what came meanwhile; false where nothing did.
    boolean takeNew() {
        boolean some = newStreamsButton.isVisible() || newEventsButton.isVisible();
        if (newStreamsButton.isVisible()) {
            onNewStreams();
        }
        if (newEventsButton.isVisible()) {
            onNewEvents();
        }
        return some;
    }

    @FXML
    private void initialize() {
        HBox.setHgrow(filterLine, Priority.ALWAYS);
        filterHost.getChildren().setAll(filterLine);
        streams.factProperty().subscribe(filterLine::showFact);
        stopButton.managedProperty().bind(stopButton.visibleProperty());
        stopButton.visibleProperty().bind(streams.scanningProperty());
        streamRows = new StreamTable(workspace, streams, streamTable);
        streamRows.setUp(filterLine, streamColumnsButton);
        eventRows = new EventTable(workspace, events, pins, eventTable);
        eventRows.setUp(eventColumnsButton);
        NewRowsButton.bind(newStreamsButton, streams.newRowsProperty(), "in this list");
        NewRowsButton.bind(newEventsButton, events.newEventsProperty(), "events of this stream");
        eventFact.textProperty().bind(events.factProperty());
        events.streamProperty().subscribe(this::showHead);
        clockSegments.bind(workspace);
        filterLine.onApply(filter -> {
            workspace.memory().put(workspace.session(), FILTER_KEY, TextNode.valueOf(filterLine.applied()));
            streams.filter(new StreamFilter(filter));
            events.filter(new StreamFilter(filter));
        });
        workspace.selection().selectedProperty().addListener((_, _, selected) -> follow(selected));
        workspace.sessionProperty().addListener((_, _, _) -> {
            seen = null;
            events.show(null, null);
        });
        workspace.tail().shownProperty().addListener((_, _, _) -> followTail());
        streamHead.managedProperty().bind(streamHead.visibleProperty());
        split.widthProperty().subscribe(width -> turn(width.doubleValue()));
    }

    @FXML
    private void onStop() {
        streams.stop();
    }

    @FXML
    private void onNewStreams() {
        if (streamRows != null) {
            streamRows.takeNew();
        }
    }

    @FXML
    private void onNewEvents() {
        if (eventRows != null) {
            eventRows.takeNew();
        }
    }

    private void followTail() {
        if (workspace.isShown("streamsView") && streamRows != null) {
            streamRows.refresh();
            events.follow();
        }
    }

    /// Follows the selection of the window, wherever it was made.
    private void follow(Selected selected) {
        if (workspace.isShown("streamsView") && streamRows != null && eventRows != null) {
            events.show(selected.stream(), selected.version());
            eventRows.light();
            streamRows.follow(selected.stream());
        }
    }

    /// On a wide screen the events stand beside the streams instead of below them.
    private void turn(double width) {
        Orientation wanted = width >= SIDE_BY_SIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL;
        streamHead.setVisible(wanted == Orientation.HORIZONTAL);
        if (split.getOrientation() != wanted) {
            split.setOrientation(wanted);
            split.setDividerPositions(wanted == Orientation.HORIZONTAL ? 0.52 : 0.5);
        }
    }

    private void showHead(@Nullable StreamId stream) {
        streamLabel.setText(stream == null ? "Events" : Shortened.line(stream.name()));
        streamMarkHost.getChildren().clear();
        streamMarkHost.setManaged(stream != null);
        if (stream != null) {
            streamMarkHost.getChildren().add(Mark.ofCategory(stream.conventionalCategory()));
        }
    }
}
