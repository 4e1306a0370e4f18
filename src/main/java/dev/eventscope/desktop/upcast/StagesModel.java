package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.replay.Fidelity;
import dev.eventscope.replay.UpcastStateDifference;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.UpcastVerdict;
import dev.eventscope.upcast.Upcasts;

/// The event that is laid out in stages: one of a group that has something in common, or the selected one.
///
/// Threads: FX thread; events are read and upcast in the background.
final class StagesModel {

    /// What the event is shown as an example of: the reason's verdict, or nothing in particular.
    ///
    /// Units: `total` counts all events of the group, of which `events` are the first.
    record Group(@Nullable UpcastVerdict verdict, List<EventHeader> events, long total) {
        static final Group NOTHING = new Group(null, List.of(), 0);

        Group {
            events = List.copyOf(events);
        }
    }

    /// An event laid out.
    record Stages(RecordedEvent event, UpcastOutcome outcome, List<StageColumn> columns) {}

    /// What the upcasters do to the state at the event.
    record StateChange(Fidelity fidelity, List<StateFact> facts) {}

    private final Workspace workspace;
    private final Supplier<TeamCode> code;
    private final Background.Line line;
    private final Background.Line folding;
    private final ReadOnlyObjectWrapper<Group> group = new ReadOnlyObjectWrapper<>(Group.NOTHING);
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyObjectWrapper<@Nullable Stages> stages = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable StateChange> state = new ReadOnlyObjectWrapper<>();
    private Upcasts upcasts = Upcasts.none();
    private @Nullable RuleFile file;

    StagesModel(Workspace workspace, Supplier<TeamCode> code) {
        this.workspace = workspace;
        this.code = code;
        line = workspace.background().line();
        folding = workspace.background().line();
    }

    ReadOnlyObjectProperty<Group> groupProperty() {
        return group.getReadOnlyProperty();
    }

    /// Which event of the group is shown; −1 where none is.
    ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Stages> stagesProperty() {
        return stages.getReadOnlyProperty();
    }

    /// Null while it is being folded, and where nothing is upcast.
    ReadOnlyObjectProperty<@Nullable StateChange> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The event shown, even while it is still being read.
    @Nullable
    EventHeader event() {
        int at = index.get();
        return at < 0 ? null : group.get().events().get(at);
    }

    /// Other upcasters: what the event was an example of under the last ones no longer holds.
    void use(Upcasts newUpcasts, @Nullable RuleFile newFile) {
        upcasts = newUpcasts;
        file = newFile;
        EventHeader event = event();
        if (event != null) {
            index.set(-1);
            show(new Group(null, List.of(event), 1));
        }
    }

    void show(Group newGroup) {
        if (newGroup.equals(group.get()) && index.get() == 0) {
            return;
        }
        index.set(-1);
        group.set(newGroup);
        if (newGroup.events().isEmpty()) {
            line.cancel();
            folding.cancel();
            stages.set(null);
            state.set(null);
        } else {
            go(0);
        }
    }

    boolean hasPrevious() {
        return index.get() > 0;
    }

    boolean hasNext() {
        return index.get() + 1 < group.get().events().size();
    }

    void go(int newIndex) {
        if (newIndex >= 0 && newIndex < group.get().events().size() && newIndex != index.get()) {
            index.set(newIndex);
            read();
        }
    }

    private void read() {
        Session session = workspace.session();
        EventHeader event = event();
        if (session == null || event == null) {
            return;
        }
        Upcasts now = upcasts;
        RuleFile rules = file;
        line.run(() -> session.reader().findEvent(event.id()).map(found -> {
            UpcastOutcome outcome = now.upcast(found);
            return new Stages(found, outcome, StageColumns.of(found, outcome, rules));
        })).then(found -> {
            stages.set(found.orElse(null));
            found.ifPresent(laidOut -> fold(session, laidOut, now));
        });
    }

    /// Folds the stream with and without the candidate, which may take long in a long stream; the stages are there before.
    private void fold(Session session, Stages laidOut, Upcasts now) {
        folding.cancel();
        state.set(null);
        if (laidOut.outcome() instanceof UpcastOutcome.Unchanged) {
            return;
        }
        UpcastStateDifference.Reducers folds = new UpcastStateDifference.Reducers(session.store().layout().id(),
                code.get().reducers());
        Upcasts deployed = code.get().deployed();
        EventHeader event = laidOut.event().header();
        folding.run(() -> UpcastStateDifference.at(event, session.reader(), folds, deployed, now))
                .then(found -> found.ifPresent(difference -> state.set(new StateChange(difference.fidelity(),
                        StateFact.of(difference, laidOut.outcome())))));
    }
}
