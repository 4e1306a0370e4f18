package dev.eventscope.desktop.saga;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.workspace.Badge;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.rules.Filter;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.FailureNotes;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.store.Database;

/// The left side: the heaps with their counts, the groups of failures and their notes, the instances under a filter.
///
/// Threads: FX thread.
final class BoardModel {

    private final Workspace workspace;
    private final String actor;
    private final Background.Line boardLine;
    private final Background.Line badgeLine;
    private final Background.Line noteLine;
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.FAILED);
    private final ObjectProperty<@Nullable FailureGroup> group = new SimpleObjectProperty<>();
    private final ObservableList<GroupRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SagaInstance> instances = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Map<SagaStatus, Long>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Board> board = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Badge> badge = new ReadOnlyObjectWrapper<>();
    private Filter filter = Filter.everything();
    private Runnable onRead = () -> {};
    private List<FailureGroup> groups = List.of();
    private boolean filling;

    BoardModel(Workspace workspace, String actor) {
        this.workspace = workspace;
        this.actor = actor;
        boardLine = workspace.background().line();
        badgeLine = workspace.background().line();
        noteLine = workspace.background().line();
        workspace.timesProperty().addListener((_, _, _) -> showRows());
    }

    /// Called after each reading.
    void onRead(Runnable handler) {
        onRead = handler;
    }

    ObservableList<GroupRow> rows() {
        return rows;
    }

    ObservableList<SagaInstance> instances() {
        return instances;
    }

    ReadOnlyObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    ReadOnlyObjectProperty<Map<SagaStatus, Long>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable FailureGroup> groupProperty() {
        return group;
    }

    /// What was read last; null before.
    ReadOnlyObjectProperty<@Nullable Board> boardProperty() {
        return board.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /// The groups as they were read last, whichever heap is on show.
    List<FailureGroup> groups() {
        return groups;
    }

    Filter filter() {
        return filter;
    }

    void filter(Filter wanted) {
        filter = wanted;
        refresh();
    }

    /// A heap, whole: the choice of a group goes.
    void choose(Segment chosen) {
        group.set(null);
        if (segment.get() != chosen) {
            segment.set(chosen);
            instances.clear();
        }
        refresh();
    }

    /// A list that is filled anew moves its selection: that is nobody's choice.
    boolean isFilling() {
        return filling;
    }

    void choose(@Nullable FailureGroup chosen) {
        if (filling) {
            return;
        }
        FailureGroup before = group.get();
        group.set(chosen);
        if (!Objects.equals(idOf(before), idOf(chosen))) {
            refresh();
        }
    }

    /// Keeps a note on the chosen group; an empty one takes it away.
    void note(FailureGroup about, String text, Consumer<Throwable> onRefused) {
        Database acting = workspace.arming().databaseProperty().get();
        if (acting != null) {
            UUID request = UUID.randomUUID();
            noteLine.run(() -> {
                new FailureNotes(acting).set(request, about.id(), text, actor);
                return about;
            }).orElse(onRefused).then(_ -> refresh());
        }
    }

    void begin(@Nullable Session session) {
        boardLine.cancel();
        rows.clear();
        groups = List.of();
        instances.clear();
        group.set(null);
        counts.set(Map.of());
        board.set(null);
        badge.set(null);
        segment.set(Segment.FAILED);
        if (session != null && session.isNative()) {
            readBadge();
        }
    }

    void readBadge() {
        Session session = workspace.session();
        if (session != null && session.isNative()) {
            SagaReader reader = new SagaReader(session.store().database());
            badgeLine.run(reader::counts).then(this::count);
        }
    }

    void refresh() {
        Session session = workspace.session();
        if (session != null && session.isNative()) {
            Board.Question question = new Board.Question(segment.get(), idOf(group.get()), filter);
            boardLine.run(() -> Board.read(session.store().database(), question, workspace.clock().instant()))
                    .then(this::show);
        }
    }

    private static @Nullable String idOf(@Nullable FailureGroup group) {
        return group == null ? null : group.id();
    }

    private void count(Map<SagaStatus, Long> now) {
        counts.set(now);
        long failed = Segment.FAILED.count(now);
        badge.set(failed == 0 ? null : new Badge(Badge.Tone.DANGER, failed, Figures.plural(failed, "failed saga")));
    }

    private void show(Board now) {
        count(now.counts());
        groups = segment.get() == Segment.FAILED ? now.groups() : groups;
        board.set(now);
        showRows();
        String chosen = idOf(group.get());
        if (chosen != null) {
            group.set(now.groups().stream().filter(one -> one.id().equals(chosen)).findFirst().orElse(null));
        }
        setIfChanged(instances, now.instances());
        onRead.run();
    }

    private void showRows() {
        Board now = board.get();
        if (now != null) {
            setIfChanged(rows, GroupRow.of(now, workspace.times()));
        }
    }

    private <T> void setIfChanged(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            filling = true;
            list.setAll(now);
            filling = false;
        }
    }
}
