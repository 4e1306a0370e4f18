package dev.eventscope.desktop.saga;

import java.time.Duration;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.SagaInstance;

/// The Sagas view as a whole: follows the window's selection and the store, and keeps both sides together.
///
/// Shape: while the view is on screen everything is read again every two seconds, and what did not change stays as it is.
/// Threads: FX thread.
final class SagasModel {

    static final String VIEW = "sagasView";
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /// What the view is about: sagas, or the jobs that re-drive them.
    enum Side {
        SAGAS, JOBS
    }

    private final Workspace workspace;
    private final BoardModel board;
    private final SagaModel saga;
    private final JobsModel jobs;
    private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.SAGAS);
    private Background.@Nullable Ticker ticker;
    private boolean choosing;

    SagasModel(Workspace workspace, String actor) {
        this.workspace = workspace;
        board = new BoardModel(workspace, actor);
        saga = new SagaModel(workspace);
        jobs = new JobsModel(workspace, actor);
        board.onRead(this::showFirst);
        jobs.onStarted(_ -> side.set(Side.JOBS));
        side.subscribe(now -> jobs.open(now == Side.JOBS));
        workspace.sessionProperty().addListener((_, _, session) -> begin(session));
        workspace.tail().shownProperty().addListener((_, _, _) -> follow());
        workspace.selection().selectedProperty().addListener((_, _, selected) -> {
            if (workspace.isShown(VIEW) && !choosing) {
                reveal(selected);
            }
        });
    }

    BoardModel board() {
        return board;
    }

    SagaModel saga() {
        return saga;
    }

    JobsModel jobs() {
        return jobs;
    }

    ObjectProperty<Side> sideProperty() {
        return side;
    }

    void toggleSide() {
        side.set(side.get() == Side.SAGAS ? Side.JOBS : Side.SAGAS);
    }

    void shown() {
        reveal(workspace.selection().get());
        refresh();
        if (ticker == null) {
            ticker = workspace.background().every(PERIOD, this::refresh);
        }
    }

    void hidden() {
        if (ticker != null) {
            ticker.close();
            ticker = null;
        }
    }

    /// Shows a saga and makes it the window's.
    void choose(String sagaId) {
        choose(sagaId, () -> {});
    }

    /// The same; `then` runs when it is on show.
    void choose(String sagaId, Runnable then) {
        choosing = true;
        try {
            workspace.selection().set(Selected.of(new StreamId(sagaId)).withSaga(sagaId));
        } finally {
            choosing = false;
        }
        side.set(Side.SAGAS);
        saga.read(sagaId, _ -> then.run());
    }

    void refresh() {
        board.refresh();
        saga.refresh();
        jobs.refresh();
    }

    private void begin(@Nullable Session session) {
        side.set(Side.SAGAS);
        saga.clear();
        jobs.clear();
        board.begin(session);
    }

    private void follow() {
        if (workspace.isShown(VIEW)) {
            refresh();
        } else {
            board.readBadge();
        }
    }

    /// The saga of the selection, where it names one or its stream is one.
    private void reveal(Selected selected) {
        String named = selected.sagaId() != null
                ? selected.sagaId()
                : selected.stream() == null ? null : selected.stream().name();
        if (named != null) {
            saga.read(named, this::showHeapOf);
        }
    }

    private void showHeapOf(SagaInstance found) {
        Segment heap = Segment.of(found.status());
        side.set(Side.SAGAS);
        if (heap != board.segmentProperty().get()) {
            board.choose(heap);
        }
    }

    private void showFirst() {
        if (!saga.isTaken() && !board.instances().isEmpty()) {
            saga.read(board.instances().getFirst().sagaId(), _ -> {});
        }
    }
}
