package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Arming;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveCandidates;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.RedrivePlanner;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.Why;
import dev.eventscope.store.Database;

/// What may be asked for about a step or its saga, asking for it, and what came of each request made in this window.
///
/// Shape: the window's own connection is read-only; acting goes through the one that is there while armed.
/// Threads: FX thread.
final class RedriveModel {

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Workspace workspace;
    private final JobsModel jobs;
    private final String actor;
    private final Background.Line askLine;
    private final ObservableMap<String, Watched> watched = FXCollections.observableHashMap();
    private final Map<String, Background.Ticker> tickers = new HashMap<>();

    RedriveModel(Workspace workspace, JobsModel jobs, String actor) {
        this.workspace = workspace;
        this.jobs = jobs;
        this.actor = actor;
        askLine = workspace.background().line();
        workspace.sessionProperty().subscribe(this::begin);
    }

    /// The newest request for each saga, by its id.
    ObservableMap<String, Watched> watched() {
        return watched;
    }

    JobsModel jobs() {
        return jobs;
    }

    Arming arming() {
        return workspace.arming();
    }

    List<ModeOffer> offers(SagaShown shown, SagaStep step) {
        return ModeOffer.of(shown.saga(), step, shown.offers(), workspace.times());
    }

    /// Why nothing can be asked for now; empty where something can.
    String whyNot(SagaShown shown, SagaStep step) {
        List<ModeOffer> offers = offers(shown, step);
        if (offers.stream().noneMatch(ModeOffer::isAllowed)) {
            return "Nothing can be asked for: " + offers.getLast().whyNot();
        }
        return workspace.arming().isOffered() ? "" : "Nothing can be done to this store from here";
    }

    /// Finds on a line of the caller's what each mode would be about.
    void plans(Background.Line line, RedriveScope scope, Consumer<Map<Mode, RedrivePlan>> onFx,
            Consumer<Throwable> onFailure) {
        Session session = workspace.session();
        if (session == null) {
            return;
        }
        RedrivePlanner planner = new RedrivePlanner(session.store().database());
        line.run(() -> plans(switch (scope) {
            case RedriveScope.One(var shown, _) -> planner.ofGroup(shown.saga().failureGroup().orElse(""));
            case RedriveScope.Group(var group) -> planner.ofGroup(group.id());
            case RedriveScope.Query(var filter, var statuses) -> planner.matching(filter, statuses);
        })).orElse(onFailure).then(onFx);
    }

    private static Map<Mode, RedrivePlan> plans(RedriveCandidates candidates) {
        Map<Mode, RedrivePlan> plans = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            plans.put(mode, candidates.plan(mode));
        }
        return plans;
    }

    Background.Line line() {
        return workspace.background().line();
    }

    /// A new request about a step of a saga as it was read.
    RedriveRequest prepare(SagaInstance saga, SagaStep step, Mode mode, Why why) {
        return new RedriveRequest(UUID.randomUUID(), saga.sagaId(), step.no(), step.attempt(), mode, why.reason(),
                actor, why.evidence());
    }

    /// Asks, and watches the answer until nothing more will come.
    void ask(RedriveRequest request, boolean ofSaga, Runnable onAccepted, Consumer<Throwable> onRefused) {
        Database acting = workspace.arming().databaseProperty().get();
        Session session = workspace.session();
        if (acting == null || session == null) {
            onRefused.accept(new IllegalStateException("Not armed any more: arm, then ask again"));
            return;
        }
        askLine.run(() -> new Redrive(acting).request(request)).orElse(onRefused).then(_ -> {
            // What comes of it is read by the window's own connection, which stays when the arming ends.
            watch(new Watched(request, ofSaga, null), new Redrive(session.store().database()));
            onAccepted.run();
        });
    }

    private void begin(@Nullable Session session) {
        tickers.values().forEach(Background.Ticker::close);
        tickers.clear();
        watched.clear();
        askLine.cancel();
    }

    private void watch(Watched asked, Redrive redrive) {
        String id = asked.request().sagaId();
        watched.put(id, asked);
        Background.Line line = workspace.background().line();
        stopWatching(id);
        tickers.put(id, workspace.background().every(PERIOD, () -> {
            if (!line.busyProperty().get()) {
                line.run(() -> redrive.outcome(asked.request().requestId())).orElse(_ -> {}).then(found -> found
                        .ifPresent(now -> show(new Watched(asked.request(), asked.ofSaga(), now))));
            }
        }));
    }

    private void show(Watched now) {
        String id = now.request().sagaId();
        Watched before = watched.get(id);
        if (before == null || !before.request().equals(now.request())) {
            return;
        }
        if (!before.words().equals(now.words())) {
            watched.put(id, now);
        }
        if (now.isOver()) {
            stopWatching(id);
        }
    }

    private void stopWatching(String sagaId) {
        Background.Ticker ticker = tickers.remove(sagaId);
        if (ticker != null) {
            ticker.close();
        }
    }
}
