package dev.eventscope.desktop.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.whatif.EventOrder;
import dev.eventscope.replay.whatif.Hypothesis;
import dev.eventscope.replay.whatif.StreamCopy;
import dev.eventscope.replay.whatif.WhatIf;
import dev.eventscope.upcast.Upcasts;

/// What is supposed of the stream, and what it would have come to. Nothing of it is ever written.
///
/// Threads: FX thread; reading and folding are in the background.
final class WhatIfModel {

    /// By what the supposed events are folded.
    enum Reducer {
        AS_DEPLOYED, MERGED
    }

    /// By what the supposed payloads are upcast: as deployed, by the rules that the Upcasts view holds, or not at all.
    enum Upcaster {
        AS_DEPLOYED, CANDIDATE, AS_STORED
    }

    /// One place of the stream, and the event that is supposed to stand there.
    record Slot(long version, RecordedEvent event, long storedAt, boolean isLeftOut, boolean isEdited) {
        boolean isMoved() {
            return version != storedAt;
        }

        boolean isChanged() {
            return isLeftOut || isEdited || isMoved();
        }
    }

    private record Folded(WhatIf whatIf, Duration took) {}

    private final Workspace workspace;
    private final ReplayViewModel model;
    private final Background.Line reading;
    private final Background.Line folding;
    private final Background.Line asking;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObjectProperty<Reducer> reducer = new SimpleObjectProperty<>(Reducer.AS_DEPLOYED);
    private final ObjectProperty<Upcaster> upcaster = new SimpleObjectProperty<>(Upcaster.AS_DEPLOYED);
    private final ReadOnlyObjectWrapper<Hypothesis> hypothesis = new ReadOnlyObjectWrapper<>(Hypothesis.NONE);
    private final ReadOnlyObjectWrapper<@Nullable WhatIf> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObservableList<Slot> slots = FXCollections.observableArrayList();
    private @Nullable StreamCopy copy;
    private Duration took = Duration.ZERO;

    WhatIfModel(ReplayViewModel model, Workspace workspace) {
        this.model = model;
        this.workspace = workspace;
        reading = workspace.background().line();
        folding = workspace.background().line();
        asking = workspace.background().line();
        open.addListener((_, _, _) -> renew());
        model.trackProperty().addListener((_, old, now) -> {
            if (now.stream() == null || !now.stream().equals(old.stream()) || hypothesis.get().isNone()) {
                renew();
            }
        });
        hypothesis.addListener((_, _, _) -> show());
        reducer.addListener((_, _, _) -> fold());
        upcaster.addListener((_, _, _) -> fold());
        workspace.upcastsProperty().addListener((_, _, _) -> {
            if (upcaster.get() == Upcaster.CANDIDATE) {
                fold();
            }
        });
    }

    /// Whether the panel is on show; nothing is read while it is not.
    BooleanProperty openProperty() {
        return open;
    }

    ObjectProperty<Reducer> reducerProperty() {
        return reducer;
    }

    ObjectProperty<Upcaster> upcasterProperty() {
        return upcaster;
    }

    ReadOnlyObjectProperty<Hypothesis> hypothesisProperty() {
        return hypothesis.getReadOnlyProperty();
    }

    /// What came of it; null while it is folded, and where nothing is supposed.
    ReadOnlyObjectProperty<@Nullable WhatIf> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What was done, or why it cannot be.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// The places of the stream, in order.
    ObservableList<Slot> slots() {
        return slots;
    }

    /// How long the last fold took.
    Duration took() {
        return took;
    }

    boolean isSupposing() {
        return !hypothesis.get().isNone() || reducer.get() != Reducer.AS_DEPLOYED
                || upcaster.get() != Upcaster.AS_DEPLOYED;
    }

    /// Back to the events as they are stored.
    void clear() {
        reducer.set(Reducer.AS_DEPLOYED);
        upcaster.set(Upcaster.AS_DEPLOYED);
        suppose(Hypothesis.NONE);
    }

    void leaveOut(Slot slot, boolean out) {
        Hypothesis now = hypothesis.get();
        suppose(out ? now.leavingOut(slot.storedAt()) : now.takingIn(slot.storedAt()));
    }

    /// Leaves the event of the version on show out, or takes it in again.
    void toggleShown() {
        int index = model.indexProperty().get();
        if (index >= 0 && index < slots.size()) {
            Slot slot = slots.get(index);
            leaveOut(slot, !slot.isLeftOut());
        }
    }

    /// Leaves the first event out, as soon as the stream has been read: for a look at what a what-if shows.
    void toggleFirst() {
        suppose(hypothesis.get().leavingOut(model.track().version(0)));
    }

    /// The payload as it is supposed to be, laid out to be edited.
    String payloadText(Slot slot) {
        Payload edited = hypothesis.get().edited().get(slot.storedAt());
        Payload payload = edited == null ? slot.event().payload() : edited;
        return switch (payload.decode()) {
            case Payload.Tree(var node) -> node.toPrettyString();
            case Payload.Undecodable _ -> "";
        };
    }

    /// What is wrong with a text as a payload; empty where nothing is.
    static Optional<String> wrong(String text) {
        try {
            return Json.read(text).isMissingNode() ? Optional.of("A payload is wanted") : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(Json.reasonOf(e));
        } catch (NumberFormatException e) {
            return Optional.of("a number in it is beyond what can be held");
        }
    }

    /// Supposes another payload; the stored one again where it says the same.
    void edit(Slot slot, String text) {
        if (wrong(text).isEmpty()) {
            boolean same = text.equals(storedText(slot));
            Hypothesis now = hypothesis.get();
            suppose(same ? now.reverting(slot.storedAt()) : now.editing(slot.storedAt(), Payload.json(text)));
        }
    }

    void revert(Slot slot) {
        suppose(hypothesis.get().reverting(slot.storedAt()));
    }

    /// Puts the event of a place one place earlier or later, where no chain of causes forbids it.
    void move(Slot slot, int by) {
        int other = slots.indexOf(slot) + by;
        Session session = workspace.session();
        if (session == null || other < 0 || other >= slots.size()) {
            return;
        }
        Slot neighbour = slots.get(other);
        Slot earlier = slot.storedAt() < neighbour.storedAt() ? slot : neighbour;
        Slot later = earlier.equals(slot) ? neighbour : slot;
        asking.run(() -> EventOrder.reasonToKeep(earlier.event().header(), later.event().header(), session.reader()))
                .then(reason -> {
                    message.set(reason.orElse(""));
                    if (reason.isEmpty()) {
                        suppose(hypothesis.get().swapping(slot.version(), neighbour.version()));
                    }
                });
    }

    /// The nearest version before or after another one at which the two states differ.
    Optional<Long> differingFrom(long version, boolean forward) {
        WhatIf now = result.get();
        if (now == null) {
            return Optional.empty();
        }
        List<WhatIf.Step> steps = forward ? now.steps() : now.steps().reversed();
        return steps.stream().filter(WhatIf.Step::differs).map(WhatIf.Step::version)
                .filter(each -> forward ? each > version : each < version).findFirst();
    }

    private static String storedText(Slot slot) {
        return slot.event().payload().decode() instanceof Payload.Tree(var node) ? node.toPrettyString() : "";
    }

    private void suppose(Hypothesis next) {
        asking.cancel();
        hypothesis.set(next);
    }

    private void renew() {
        reading.cancel();
        copy = null;
        slots.clear();
        message.set("");
        suppose(Hypothesis.NONE);
        StreamId stream = model.track().stream();
        Session session = workspace.session();
        if (open.get() && stream != null && session != null && !model.track().isEmpty()) {
            reading.run(() -> StreamCopy.read(session.reader(), stream))
                    .orElse(failure -> message.set(Notices.sentence(failure)))
                    .then(read -> {
                        copy = read;
                        show();
                    });
        } else {
            result.set(null);
        }
    }

    private void show() {
        StreamCopy events = copy;
        if (events == null) {
            return;
        }
        Hypothesis now = hypothesis.get();
        List<Slot> made = new ArrayList<>(events.events().size());
        for (RecordedEvent event : events.events()) {
            long version = event.header().version() == null ? made.size() + 1L : event.header().version();
            long standing = now.eventAt(version);
            made.add(new Slot(version, events.event(standing), standing, now.leftOut().contains(standing),
                    now.edited().containsKey(standing)));
        }
        replace(made);
        fold();
    }

    /// Only what differs, so that the list keeps its place and its selection.
    private void replace(List<Slot> made) {
        if (slots.size() != made.size()) {
            slots.setAll(made);
            return;
        }
        for (int i = 0; i < made.size(); i++) {
            if (!made.get(i).equals(slots.get(i))) {
                slots.set(i, made.get(i));
            }
        }
    }

    private void fold() {
        StreamCopy events = copy;
        Replay replay = model.replay();
        folding.cancel();
        result.set(null);
        if (events == null || replay == null || !isSupposing()) {
            return;
        }
        Hypothesis now = hypothesis.get();
        Folds stored = replay.folds();
        Folds supposed = supposed(stored);
        folding.run(() -> {
            Instant start = workspace.clock().instant();
            WhatIf made = WhatIf.of(events, now, stored, supposed);
            return new Folded(made, Duration.between(start, workspace.clock().instant()));
        }).then(folded -> {
            message.set("");
            took = folded.took();
            result.set(folded.whatIf());
        });
    }

    private Folds supposed(Folds stored) {
        Folds reduced = reducer.get() == Reducer.MERGED ? stored.merging() : stored;
        return switch (upcaster.get()) {
            case AS_DEPLOYED -> reduced;
            case CANDIDATE -> reduced.with(workspace.upcastsProperty().get());
            case AS_STORED -> reduced.with(Upcasts.none());
        };
    }
}
