package dev.eventscope.desktop.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.Columns;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Mark;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;

/// The right side: one saga.
final class SagaView {

    @FXML
    private VBox sagaBox;
    @FXML
    private Label statusChip;
    @FXML
    private Label sagaLabel;
    @FXML
    private Label aboutLabel;
    @FXML
    private Button sagaTimelineButton;
    @FXML
    private StackPane redriveHost;
    @FXML
    private Button redriveButton;
    @FXML
    private ScrollPane stepScroll;
    @FXML
    private VBox stepBox;
    @FXML
    private TableView<SagaEvent> sagaEventTable;
    @FXML
    private Label eventsLabel;

    private final SagasModel model;
    private final RedriveModel redrive;
    private final Frame frame;
    private final Workspace workspace;
    private final ObservableList<SagaEvent> events = FXCollections.observableArrayList();

    SagaView(SagasModel model, RedriveModel redrive, Frame frame) {
        this.model = model;
        this.redrive = redrive;
        this.frame = frame;
        this.workspace = frame.workspace();
    }

    /// Opens the re-drive dialog where that can be done. Answers whether it is open.
    boolean openDialog() {
        onRedrive();
        return frame.dialogs().isOpen();
    }

    @FXML
    private void initialize() {
        setUpEvents();
        // As high as the steps at the width there is, which it cannot know before they are laid out.
        stepBox.heightProperty().subscribe(height -> stepScroll.setPrefViewportHeight(height.doubleValue()));
        model.shownProperty().subscribe(this::show);
        redrive.watched().addListener((MapChangeListener<String, RedriveModel.Watched>) _ -> {
            show(model.shownProperty().get());
            model.refresh();
        });
        redrive.databaseProperty().subscribe(() -> show(model.shownProperty().get()));
        workspace.timesProperty().addListener((_, _, _) -> show(model.shownProperty().get()));
    }

    @FXML
    private void onTimeline() {
        SagaShown shown = model.shownProperty().get();
        if (shown != null) {
            EventHeader failure = shown.failure();
            Selected selected = failure == null
                    ? Selected.of(new StreamId(shown.saga().sagaId()))
                    : Selected.of(failure);
            workspace.history().go("timelineView", selected.withSaga(shown.saga().sagaId()));
        }
    }

    @FXML
    private void onRedrive() {
        SagaShown shown = model.shownProperty().get();
        if (shown != null && redrive.whyNot(shown.saga()).isEmpty()) {
            shown.saga().failedStep().ifPresent(
                    step -> new RedriveDialog(frame.dialogs(), redrive, shown, step, workspace.clock()).open());
        }
    }

    private void show(@Nullable SagaShown shown) {
        sagaBox.setVisible(shown != null);
        if (shown == null) {
            return;
        }
        SagaInstance saga = shown.saga();
        statusChip.setText(SagaWords.status(saga.status()));
        statusChip.setGraphic(saga.status() == SagaStatus.FAILED ? new FontIcon("fth-x") : null);
        statusChip.getStyleClass().setAll("label", "chip", tone(saga.status()));
        sagaLabel.setText(saga.sagaId());
        aboutLabel.setText(saga.about());
        sagaTimelineButton.setDisable(!workspace.history().offers("timelineView"));
        String whyNot = redrive.whyNot(saga);
        redriveButton.setDisable(!whyNot.isEmpty());
        // A disabled button shows no tooltip: its host does.
        Tooltip.install(redriveHost, new Tooltip(whyNot.isEmpty() ? "Run the failed step once more" : whyNot));
        redriveButton.setAccessibleHelp(whyNot);
        List<Node> rows = new ArrayList<>();
        rows.add(trigger(shown));
        for (SagaStep step : saga.steps()) {
            rows.add(new StepBox(saga, step, workspace.times(), redrive.watched().get(saga.sagaId())));
        }
        stepBox.getChildren().setAll(rows);
        showEvents(saga, shown.events());
    }

    private static String tone(SagaStatus status) {
        return switch (status) {
            case FAILED, COMPENSATION_FAILED -> "danger";
            case WAITING, PAUSED, COMPENSATING -> "warn";
            case RUNNING -> "accent";
            case COMPLETED -> "success";
            case COMPENSATED, CANCELLED -> "muted";
        };
    }

    private Node trigger(SagaShown shown) {
        EventHeader event = shown.trigger();
        HBox row = new HBox();
        row.getStyleClass().add("saga-trigger");
        Label by = new Label(event == null
                ? shown.saga().triggerEventId() == null
                        ? "Started by nothing that is recorded"
                        : "Started by an event that is not in this store"
                : "Started by");
        by.getStyleClass().addAll("small", "muted");
        StackPane mark = new StackPane();
        mark.getStyleClass().add("saga-trigger-mark");
        row.getChildren().addAll(mark, by);
        if (event != null) {
            mark.getChildren().add(new Mark(EventKind.of(event.type()), event.category()));
            Hyperlink link = new Hyperlink(event.type());
            link.setId("triggerLink");
            link.setOnAction(_ -> go(Selected.of(event)));
            Label when = new Label(workspace.times().clock(
                    event.recordedAt() == null ? shown.saga().startedAt() : event.recordedAt()));
            when.getStyleClass().add("mono");
            Label stream = new Label("in " + event.stream().name());
            stream.getStyleClass().addAll("small", "muted");
            stream.setMinWidth(0);
            row.getChildren().addAll(link, when, stream);
        } else {
            mark.getChildren().add(new FontIcon("fth-circle"));
        }
        return row;
    }

    private void go(Selected selected) {
        workspace.history().go(workspace.history().offers("timelineView") ? "timelineView" : "streamsView", selected);
    }

    private void setUpEvents() {
        TableColumn<SagaEvent, SagaEvent> position = Columns.figure("sagaEventPositionColumn", "Position", 84,
                row -> Figures.position(row.order()));
        TableColumn<SagaEvent, SagaEvent> at = Columns.mono("sagaEventTimeColumn", "Recorded", 140,
                row -> row.recordedAt() == null ? "" : workspace.times().clock(row.recordedAt()));
        TableColumn<SagaEvent, SagaEvent> type = Columns.marked("sagaEventTypeColumn", "Type", 170, SagaEvent::type,
                row -> EventKind.of(row.type()), row -> row.stream().conventionalCategory());
        TableColumn<SagaEvent, SagaEvent> step = Columns.text("sagaEventStepColumn", "Step", 96, SagaEvent::step);
        TableColumn<SagaEvent, SagaEvent> stream = Columns.text("sagaEventStreamColumn", "Stream", 160,
                row -> row.stream().name());
        stream.getStyleClass().add("path");
        Columns.dress(sagaEventTable);
        sagaEventTable.getColumns().setAll(List.of(position, at, type, step, stream));
        Columns.grow(sagaEventTable, stream, 120, List.of(step, at));
        sagaEventTable.setItems(events);
        sagaEventTable.setPlaceholder(new Label(""));
        sagaEventTable.setOnMouseClicked(click -> {
            SagaEvent row = sagaEventTable.getSelectionModel().getSelectedItem();
            if (row != null && row.version() != null && click.getClickCount() == 2) {
                go(Selected.of(row.stream(), row.version()));
            }
        });
    }

    private void showEvents(SagaInstance saga, List<SagaEvent> now) {
        if (!Objects.equals(events, now)) {
            events.setAll(now);
        }
        long own = now.stream().filter(event -> event.stream().name().equals(saga.sagaId())).count();
        eventsLabel.setText(own + " of its own, " + (own == now.size() ? "none" : now.size() - own)
                + " caused in other streams");
    }
}
