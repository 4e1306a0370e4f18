package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaQuery;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;

/// What the Sagas view shows: the counts, the groups of failures, the instances of one, and one saga.
///
/// Shape: at most 500 instances. While the view is on screen everything is read again every two seconds, and what did not
///        change stays as it is.
/// Threads: FX thread.
final class SagasModel {

    private static final int MOST = 500;
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /// The left side as it was read.
    private record Board(Map<SagaStatus, Long> counts, List<FailureGroup> groups, Trend trend,
            List<SagaInstance> instances) {}

    private final Workspace workspace;
    private final Background.Line boardLine;
    private final Background.Line sagaLine;
    private final Background.Line badgeLine;
    private final Background.Line payloadLine;
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.FAILED);
    private final ObjectProperty<@Nullable FailureGroup> group = new SimpleObjectProperty<>();
    private final ObservableList<FailureGroup> groups = FXCollections.observableArrayList();
    private final ObservableList<SagaInstance> instances = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Map<SagaStatus, Long>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Trend> trend = new ReadOnlyObjectWrapper<>(Trend.NONE);
    private final ReadOnlyObjectWrapper<@Nullable SagaShown> shown = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Integer> stepNo = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable JsonRows> payload = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Badge> badge = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Boolean> loaded = new ReadOnlyObjectWrapper<>(false);
    private Background.@Nullable Ticker ticker;
    private boolean choosing;

    SagasModel(Workspace workspace) {
        this.workspace = workspace;
        boardLine = workspace.background().line();
        sagaLine = workspace.background().line();
        badgeLine = workspace.background().line();
        payloadLine = workspace.background().line();
        workspace.sessionProperty().addListener((_, _, session) -> begin(session));
        workspace.tail().shownProperty().addListener((_, _, _) -> follow());
        workspace.selection().selectedProperty().addListener((_, _, selected) -> {
            if (workspace.isShown("sagasView") && !choosing) {
                reveal(selected);
            }
        });
    }

    ObservableList<FailureGroup> groups() {
        return groups;
    }

    ObservableList<SagaInstance> instances() {
        return instances;
    }

    ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    ReadOnlyObjectProperty<Map<SagaStatus, Long>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable FailureGroup> groupProperty() {
        return group;
    }

    ReadOnlyObjectProperty<Trend> trendProperty() {
        return trend.getReadOnlyProperty();
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

    ReadOnlyObjectProperty<@Nullable Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Boolean> loadedProperty() {
        return loaded.getReadOnlyProperty();
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

    /// A heap, whole: the choice of a group goes.
    void choose(Segment chosen) {
        group.set(null);
        if (segment.get() != chosen) {
            segment.set(chosen);
            instances.clear();
        }
        refreshBoard();
    }

    void choose(@Nullable FailureGroup chosen) {
        FailureGroup before = group.get();
        group.set(chosen);
        if (!Objects.equals(before == null ? null : before.id(), chosen == null ? null : chosen.id())) {
            refreshBoard();
        }
    }

    /// Shows a saga and makes it the window's.
    void choose(SagaInstance saga) {
        choosing = true;
        try {
            workspace.selection().set(Selected.of(new StreamId(saga.sagaId())).withSaga(saga.sagaId()));
        } finally {
            choosing = false;
        }
        read(saga.sagaId(), false);
    }

    void refresh() {
        refreshBoard();
        SagaShown now = shown.get();
        if (now != null) {
            read(now.saga().sagaId(), false);
        }
    }

    private void begin(@Nullable Session session) {
        boardLine.cancel();
        sagaLine.cancel();
        groups.clear();
        instances.clear();
        group.set(null);
        counts.set(Map.of());
        shown.set(null);
        stepNo.set(null);
        payload.set(null);
        badge.set(null);
        loaded.set(false);
        segment.set(Segment.FAILED);
        if (session != null && session.isNative()) {
            readBadge(session);
        }
    }

    private void follow() {
        Session session = workspace.session();
        if (session == null || !session.isNative()) {
            return;
        }
        if (workspace.isShown("sagasView")) {
            refresh();
        } else {
            readBadge(session);
        }
    }

    /// The saga of the selection, where it names one or its stream is one.
    private void reveal(Selected selected) {
        String named = selected.sagaId();
        if (named != null) {
            read(named, true);
        } else if (selected.stream() != null) {
            read(selected.stream().name(), true);
        }
    }

    private void readBadge(Session session) {
        SagaReader reader = new SagaReader(session.store().database());
        badgeLine.run(reader::counts).then(this::count);
    }

    private void count(Map<SagaStatus, Long> now) {
        counts.set(now);
        long failed = Segment.FAILED.count(now);
        badge.set(failed == 0 ? null : new Badge(Badge.Tone.DANGER, failed, Figures.plural(failed, "failed saga")));
    }

    private void refreshBoard() {
        Session session = workspace.session();
        if (session == null || !session.isNative()) {
            return;
        }
        SagaReader reader = new SagaReader(session.store().database());
        Segment of = segment.get();
        String only = groupId();
        boardLine.run(() -> {
            List<FailureGroup> failed = of == Segment.FAILED ? reader.groups() : List.of();
            return new Board(reader.counts(), failed, Trend.read(reader, failed, workspace.clock().instant()),
                    reader.list(SagaQuery.all(MOST).withStatuses(of.statuses()).withGroup(only)));
        }).then(this::show);
    }

    private @Nullable String groupId() {
        FailureGroup chosen = group.get();
        return chosen == null || segment.get() != Segment.FAILED ? null : chosen.id();
    }

    private void show(Board board) {
        count(board.counts());
        String chosen = groupId();
        trend.set(board.trend());
        setIfChanged(groups, board.groups());
        if (chosen != null) {
            group.set(groups.stream().filter(g -> g.id().equals(chosen)).findFirst().orElse(null));
        }
        setIfChanged(instances, board.instances());
        loaded.set(true);
        if (shown.get() == null && !instances.isEmpty() && !sagaLine.busyProperty().get()) {
            read(instances.getFirst().sagaId(), false);
        }
    }

    private static <T> void setIfChanged(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }

    private void read(String sagaId, boolean andItsHeap) {
        Session session = workspace.session();
        if (session == null || !session.isNative()) {
            return;
        }
        SagaReader reader = new SagaReader(session.store().database());
        sagaLine.run(() -> reader.find(sagaId).map(saga -> read(session, reader, saga)))
                .then(found -> found.ifPresent(saga -> show(saga, andItsHeap)));
    }

    private static SagaShown read(Session session, SagaReader reader, SagaInstance saga) {
        UUID failed = saga.failedStep().filter(step -> !step.attempts().isEmpty())
                .map(step -> step.attempts().getLast().endedEventId()).orElse(null);
        List<EventHeader> own = session.reader().readHeaders(EventQuery.forward(
                EventScope.stream(new StreamId(saga.sagaId())), MOST));
        return new SagaShown(saga, header(session, saga.triggerEventId()), header(session, failed),
                SagaEvent.of(saga, own, reader.caused(saga.sagaId())), reader.actions(saga.sagaId()),
                reader.runnerLastPolled().orElse(null));
    }

    private static @Nullable EventHeader header(Session session, @Nullable UUID id) {
        return id == null ? null : session.reader().findEvent(id.toString()).map(RecordedEvent::header).orElse(null);
    }

    private void show(SagaShown found, boolean andItsHeap) {
        SagaShown before = shown.get();
        if (before == null || !before.saga().sagaId().equals(found.saga().sagaId())) {
            stepNo.set(null);
            payload.set(null);
        }
        shown.set(found);
        Segment heap = Segment.of(found.saga().status());
        if (andItsHeap && heap != segment.get()) {
            choose(heap);
        }
    }
}
