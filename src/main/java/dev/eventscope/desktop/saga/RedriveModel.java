package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.store.Database;

/// What may be asked for about a step or its saga, asking for it, and what came of each request made in this window.
///
/// Shape: the window's own connection may be read-only; acting goes through one that may write, where there is one.
/// Threads: FX thread.
final class RedriveModel {

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

    List<ModeOffer> offers(SagaInstance saga, SagaStep step) {
        return ModeOffer.of(saga, step, workspace.times());
    }

    /// Why nothing can be asked for now; empty where something can.
    String whyNot(SagaInstance saga, SagaStep step) {
        List<ModeOffer> offers = offers(saga, step);
        if (offers.stream().noneMatch(ModeOffer::isAllowed)) {
            String why = offers.getLast().whyNot();
            return "Nothing can be asked for: " + why;
        }
        return database.get() == null ? "This connection is read-only: open the store for writing" : "";
    }

    /// A new request about a step of a saga as it was read.
    RedriveRequest prepare(SagaInstance saga, SagaStep step, Mode mode, String reason, @Nullable String evidence) {
        return new RedriveRequest(UUID.randomUUID(), saga.sagaId(), step.no(), step.attempt(), mode, reason, actor,
                evidence);
    }

    /// Asks, and watches the answer until nothing more will come.
    void ask(RedriveRequest request, boolean ofSaga, Runnable onAccepted, Consumer<Throwable> onRefused) {
        Database writable = database.get();
        if (writable == null) {
            return;
        }
        Redrive redrive = new Redrive(writable);
        askLine.run(() -> redrive.request(request)).orElse(onRefused).then(_ -> {
            watch(new Watched(request, ofSaga, null), redrive);
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
