package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveOutcome;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.StepStatus;
import dev.eventscope.store.Database;

/// Whether a step can be re-driven, asking for it, and what came of each request made in this window.
///
/// Shape: the window's own connection may be read-only; acting goes through one that may write, where there is one.
/// Threads: FX thread.
final class RedriveModel {

    /// A request that is watched: of which step, and how it stands.
    record Watched(UUID requestId, int stepNo, RedriveOutcome.State state) {}

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Workspace workspace;
    private final Function<Session, Optional<Database>> acting;
    private final String actor;
    private final Background.Line openLine;
    private final Background.Line askLine;
    private final ReadOnlyObjectWrapper<@Nullable Database> database = new ReadOnlyObjectWrapper<>();
    private final ObservableMap<String, Watched> watched = FXCollections.observableHashMap();
    private final Map<String, Background.Ticker> tickers = new HashMap<>();

    RedriveModel(Workspace workspace, Function<Session, Optional<Database>> acting, String actor) {
        this.workspace = workspace;
        this.acting = acting;
        this.actor = actor;
        openLine = workspace.background().line();
        askLine = workspace.background().line();
        workspace.sessionProperty().subscribe(this::begin);
    }

    /// The newest request for each saga, by its id.
    ObservableMap<String, Watched> watched() {
        return watched;
    }

    /// What may write to the store; null where nothing may.
    ReadOnlyObjectProperty<@Nullable Database> databaseProperty() {
        return database.getReadOnlyProperty();
    }

    /// Why the saga cannot be re-driven now; empty where it can.
    String whyNot(SagaInstance saga) {
        if (saga.status() != SagaStatus.FAILED) {
            return "Only a failed saga is re-driven; this one is " + saga.status().code().replace('_', ' ');
        }
        Optional<SagaStep> failed = saga.failedStep();
        if (failed.isEmpty()) {
            return "No step of this saga is failed";
        }
        if (failed.get().status() == StepStatus.UNKNOWN
                && failed.get().effect() == Effect.UNSAFE) {
            return "Step " + failed.get().name() + " may have happened and must not happen twice";
        }
        return database.get() == null
                ? "This connection is read-only: open the store for writing to re-drive"
                : "";
    }

    /// A new request for the failed step of a saga as it was read.
    RedriveRequest prepare(SagaInstance saga, SagaStep step, String reason) {
        return new RedriveRequest(UUID.randomUUID(), saga.sagaId(), step.no(), step.attempt(),
                RedriveRequest.Mode.RETRY, reason, actor);
    }

    /// Asks, and watches the answer until it is final.
    void ask(RedriveRequest request, Runnable onAccepted, Consumer<Throwable> onRefused) {
        Database writable = database.get();
        if (writable == null) {
            return;
        }
        Redrive redrive = new Redrive(writable);
        askLine.run(() -> redrive.request(request)).orElse(onRefused).then(_ -> {
            watch(request, redrive);
            onAccepted.run();
        });
    }

    private void begin(@Nullable Session session) {
        tickers.values().forEach(Background.Ticker::close);
        tickers.clear();
        watched.clear();
        database.set(null);
        openLine.cancel();
        if (session != null && session.isNative()) {
            openLine.run(() -> acting.apply(session)).then(found -> database.set(found.orElse(null)));
        }
    }

    private void watch(RedriveRequest request, Redrive redrive) {
        String id = request.sagaId();
        watched.put(id, new Watched(request.requestId(), request.stepNo(), RedriveOutcome.State.QUEUED));
        Background.Line line = workspace.background().line();
        stopWatching(id);
        tickers.put(id, workspace.background().every(PERIOD, () -> {
            if (!line.busyProperty().get()) {
                line.run(() -> redrive.outcome(request.requestId())).orElse(_ -> {}).then(
                        outcome -> outcome.ifPresent(now -> show(request, now.state())));
            }
        }));
    }

    private void show(RedriveRequest request, RedriveOutcome.State state) {
        watched.put(request.sagaId(), new Watched(request.requestId(), request.stepNo(), state));
        if (state.isFinal()) {
            stopWatching(request.sagaId());
        }
    }

    private void stopWatching(String sagaId) {
        Background.Ticker ticker = tickers.remove(sagaId);
        if (ticker != null) {
            ticker.close();
        }
    }
}
