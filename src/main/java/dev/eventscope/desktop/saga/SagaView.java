package dev.eventscope.desktop.saga;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.eventscope.desktop.fx.JsonView;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;

/// The right side: one saga.
final class SagaView {

    @FXML
    private SagaRoom sagaBox;
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
    private Region eventsHost;
    @FXML
    private TableView<SagaEvent> sagaEventTable;
    @FXML
    private Label eventsLabel;
    @FXML
    private VBox payloadBox;
    @FXML
    private Label payloadLabel;
    @FXML
    private JsonView payloadView;

    private final SagasModel all;
    private final SagaModel model;
    private final RedriveModel redrive;
    private final Frame frame;
    private final Workspace workspace;
    private final ObservableList<SagaEvent> events = FXCollections.observableArrayList();
    private final Tooltip redriveWhy = new Tooltip();

    SagaView(SagasModel all, RedriveModel redrive, Frame frame) {
        this.all = all;
        this.model = all.saga();
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
        StepsBox steps = new StepsBox(stepBox, no -> model.stepNoProperty().set(no), this::go);
        SagaEventTable.fill(sagaEventTable, events, workspace, this::go);
        sagaBox.keep(new SagaRoom.Parts(stepScroll, stepBox, eventsHost, payloadBox, events));
        sagaEventTable.getSelectionModel().selectedItemProperty().subscribe(this::look);
        payloadBox.visibleProperty().subscribe(
                _ -> look(sagaEventTable.getSelectionModel().getSelectedItem()));
        model.payloadProperty().subscribe(rows -> {
            payloadView.clear();
            if (rows != null) {
                payloadView.show(rows);
            }
        });
        // A disabled button shows no tooltip: its host does.
        Tooltip.install(redriveHost, redriveWhy);
        Runnable show = () -> show(model.shownProperty().get(), steps);
        model.shownProperty().subscribe(show);
        model.stepNoProperty().subscribe(show);
        redrive.watched().addListener((MapChangeListener<String, Watched>) _ -> {
            show.run();
            all.refresh();
        });
        redrive.arming().databaseProperty().subscribe(show);
        workspace.timesProperty().subscribe(show);
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
        if (shown != null && redrive.whyNot(shown, step(shown.saga())).isEmpty()) {
            SagaStep step = step(shown.saga());
            List<RedriveScope> scopes = RedriveScope.of(shown, step, groupOf(shown), all.board().filter(),
                    all.board().segmentProperty().get().statuses());
            new RedriveDialog(frame, redrive, scopes, scopes.getFirst(), shown.runnerLastPolled()).open();
        }
    }

    private @Nullable FailureGroup groupOf(SagaShown shown) {
        Board board = all.board().boardProperty().get();
        String group = shown.saga().failureGroup().orElse("");
        return board == null
                ? null
                : board.groups().stream().filter(one -> one.id().equals(group)).findFirst().orElse(null);
    }

    private SagaStep step(SagaInstance saga) {
        return SagaModel.step(saga, model.stepNoProperty().get());
    }

    private void show(@Nullable SagaShown shown, StepsBox steps) {
        sagaBox.setVisible(shown != null);
        if (shown == null) {
            return;
        }
        SagaInstance saga = shown.saga();
        SagaStep step = step(saga);
        statusChip.setText(SagaWords.status(saga.status()));
        statusChip.setGraphic(new FontIcon(SagaWords.icon(saga.status())));
        statusChip.getStyleClass().setAll("label", "chip", SagaWords.tone(saga.status()));
        sagaLabel.setText(Shortened.line(saga.sagaId()));
        aboutLabel.setText(Shortened.line(saga.about()));
        sagaTimelineButton.setDisable(!workspace.history().offers("timelineView"));
        steps.show(shown, redrive.watched().get(saga.sagaId()), workspace.times(), step.no());
        showButton(shown, step);
        showEvents(shown);
    }

    /// It is loud only where a person is waited for.
    private void showButton(SagaShown shown, SagaStep step) {
        SagaInstance saga = shown.saga();
        boolean stopped = saga.status() == SagaStatus.FAILED || saga.status() == SagaStatus.COMPENSATION_FAILED;
        String whyNot = redrive.whyNot(shown, step);
        redriveButton.setText(stopped ? "Re-drive" : "Intervene");
        redriveButton.getStyleClass().removeAll("primary");
        if (stopped) {
            redriveButton.getStyleClass().add("primary");
        }
        redriveButton.setDisable(!whyNot.isEmpty());
        redriveButton.setAccessibleHelp(whyNot);
        redriveWhy.setText(!whyNot.isEmpty()
                ? whyNot
                : stopped
                        ? "Retry, skip or undo step " + step.name() + ", or end the saga"
                        : "Pause, resume, undo or end the saga");
    }

    private void showEvents(SagaShown shown) {
        if (!events.equals(shown.events())) {
            SagaEvent before = sagaEventTable.getSelectionModel().getSelectedItem();
            events.setAll(shown.events());
            int row = before == null ? -1 : events.indexOf(before);
            sagaEventTable.getSelectionModel().clearAndSelect(row < 0 ? loudest(shown) : row);
        }
        String id = shown.saga().sagaId();
        long own = events.stream().filter(event -> event.stream().name().equals(id)).count();
        eventsLabel.setText(own + " of its own, " + (own == events.size() ? "none" : events.size() - own)
                + " caused in other streams");
    }

    /// The failure, else the last one.
    private int loudest(SagaShown shown) {
        EventHeader failure = shown.failure();
        return events.stream().filter(event -> failure != null && event.id().equals(failure.id())).findFirst()
                .map(events::indexOf).orElse(events.size() - 1);
    }

    private void look(@Nullable SagaEvent event) {
        if (event != null && payloadBox.isVisible()) {
            payloadLabel.setText(Shortened.line(event.type() + " in " + event.stream().name()));
            model.look(event);
        }
    }

    private void go(EventHeader event) {
        go(Selected.of(event));
    }

    private void go(Selected selected) {
        workspace.history().go(workspace.history().offers("timelineView") ? "timelineView" : "streamsView", selected);
    }
}
