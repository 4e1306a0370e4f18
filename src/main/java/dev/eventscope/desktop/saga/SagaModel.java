package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;

/// One saga: as it was read last, the step that was chosen of it, the payload that is looked at.
///
/// Shape: at most 500 events of its own.
/// Threads: FX thread.
final class SagaModel {

    private static final int MOST = 500;

    private final Workspace workspace;
    private final Background.Line sagaLine;
    private final Background.Line payloadLine;
    private final ReadOnlyObjectWrapper<@Nullable SagaShown> shown = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Integer> stepNo = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable JsonRows> payload = new ReadOnlyObjectWrapper<>();

    SagaModel(Workspace workspace) {
        this.workspace = workspace;
        sagaLine = workspace.background().line();
        payloadLine = workspace.background().line();
    }

    ReadOnlyObjectProperty<@Nullable SagaShown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The step that was chosen of the saga on show; null where none was.
    ObjectProperty<@Nullable Integer> stepNoProperty() {
        return stepNo;
    }

    /// The step that something is asked for about: the chosen one, else the one that the saga stands at.
    static SagaStep step(SagaInstance saga, @Nullable Integer chosen) {
        return chosen == null ? saga.currentStep() : saga.step(chosen).orElseGet(saga::currentStep);
    }

    /// The payload of the event that was looked at last; null while it is read.
    ReadOnlyObjectProperty<@Nullable JsonRows> payloadProperty() {
        return payload.getReadOnlyProperty();
    }

    /// Reads the payload of an event of the saga.
    void look(SagaEvent event) {
        Session session = workspace.session();
        if (session != null) {
            payloadLine.run(() -> session.reader().findEvent(event.id()).map(found -> JsonRows.of(found.payload())))
                    .then(rows -> payload.set(rows.orElse(null)));
        }
    }

    /// Whether a saga is being read for the first time, or is on show.
    boolean isTaken() {
        return shown.get() != null || sagaLine.busyProperty().get();
    }

    void clear() {
        sagaLine.cancel();
        payloadLine.cancel();
        shown.set(null);
        stepNo.set(null);
        payload.set(null);
    }

    /// Reads the saga on show again.
    void refresh() {
        SagaShown now = shown.get();
        if (now != null && !sagaLine.busyProperty().get()) {
            read(now.saga().sagaId(), _ -> {});
        }
    }

    /// Shows a saga, where there is one of that id; `then` hears of it.
    void read(String sagaId, Consumer<SagaInstance> then) {
        Session session = workspace.session();
        if (session == null || !session.isNative()) {
            return;
        }
        SagaReader reader = new SagaReader(session.store().database());
        sagaLine.run(() -> reader.find(sagaId).map(saga -> read(session, reader, saga))).then(found -> {
            found.ifPresent(this::show);
            found.map(SagaShown::saga).ifPresent(then);
        });
    }

    private static SagaShown read(Session session, SagaReader reader, SagaInstance saga) {
        UUID failed = saga.failedStep().filter(step -> !step.attempts().isEmpty())
                .map(step -> step.attempts().getLast().endedEventId()).orElse(null);
        List<EventHeader> own = session.reader().readHeaders(EventQuery.forward(
                EventScope.stream(new StreamId(saga.sagaId())), MOST));
        return new SagaShown(saga, header(session, saga.triggerEventId()), header(session, failed),
                SagaEvent.of(saga, own, reader.caused(saga.sagaId())), reader.actions(saga.sagaId()),
                reader.offers(saga.sagaId()), reader.runnerLastPolled().orElse(null));
    }

    private static @Nullable EventHeader header(Session session, @Nullable UUID id) {
        return Optional.ofNullable(id).flatMap(one -> session.reader().findEvent(one.toString()))
                .map(RecordedEvent::header).orElse(null);
    }

    private void show(SagaShown found) {
        SagaShown before = shown.get();
        if (before == null || !before.saga().sagaId().equals(found.saga().sagaId())) {
            stepNo.set(null);
            payload.set(null);
        }
        shown.set(found);
    }
}
