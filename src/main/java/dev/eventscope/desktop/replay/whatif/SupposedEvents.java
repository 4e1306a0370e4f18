package dev.eventscope.desktop.replay.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
import dev.eventscope.replay.whatif.EventOrder;
import dev.eventscope.replay.whatif.Hypothesis;
import dev.eventscope.replay.whatif.StreamCopy;

/// The events of one stream as they are supposed to be: some left out, with other payloads, in another order. In memory only.
///
/// Threads: FX thread; the stream and its causes are read in the background.
public final class SupposedEvents {

    /// One place of the stream, and the event that is supposed to stand there.
    public record Slot(long version, RecordedEvent event, long storedAt, boolean isLeftOut, boolean isEdited) {
        public boolean isMoved() {
            return version != storedAt;
        }

        public boolean isChanged() {
            return isLeftOut || isEdited || isMoved();
        }
    }

    private final Workspace workspace;
    private final Background.Line reading;
    private final Background.Line asking;
    private final ReadOnlyObjectWrapper<Hypothesis> hypothesis = new ReadOnlyObjectWrapper<>(Hypothesis.NONE);
    private final ReadOnlyObjectWrapper<@Nullable StreamCopy> copy = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObjectProperty<@Nullable Slot> edited = new SimpleObjectProperty<>();
    private final ObservableList<Slot> slots = FXCollections.observableArrayList();

    public SupposedEvents(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
        asking = workspace.background().line();
        hypothesis.addListener((_, _, _) -> show());
        copy.addListener((_, _, _) -> show());
    }

    public ReadOnlyObjectProperty<Hypothesis> hypothesisProperty() {
        return hypothesis.getReadOnlyProperty();
    }

    /// The events as they are stored; null until they have been read.
    public ReadOnlyObjectProperty<@Nullable StreamCopy> copyProperty() {
        return copy.getReadOnlyProperty();
    }

    /// Why the stream, or what was asked of it, cannot be had.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// The event whose payload is being edited; null while none is.
    public ObjectProperty<@Nullable Slot> editedProperty() {
        return edited;
    }

    /// The places of the stream, in order.
    public ObservableList<Slot> slots() {
        return slots;
    }

    /// Begins with another stream as it is stored, or with nothing.
    public void open(@Nullable StreamId stream) {
        reading.cancel();
        copy.set(null);
        slots.clear();
        message.set("");
        edited.set(null);
        suppose(Hypothesis.NONE);
        Session session = workspace.session();
        if (stream != null && session != null) {
            reading.run(() -> StreamCopy.read(session.reader(), stream))
                    .orElse(failure -> message.set(Notices.sentence(failure)))
                    .then(copy::set);
        }
    }

    /// Back to the events as they are stored.
    public void clear() {
        edited.set(null);
        suppose(Hypothesis.NONE);
    }

    public void leaveOut(Slot slot, boolean out) {
        if (out) {
            leaveOut(slot.storedAt());
        } else {
            suppose(hypothesis.get().takingIn(slot.storedAt()));
        }
    }

    /// Leaves out what is stored at a version, also before the stream has been read.
    public void leaveOut(long version) {
        suppose(hypothesis.get().leavingOut(version));
    }

    /// The payload as it is supposed to be, laid out to be edited.
    public String payloadText(Slot slot) {
        Payload edited = hypothesis.get().edited().get(slot.storedAt());
        Payload payload = edited == null ? slot.event().payload() : edited;
        return switch (payload.decode()) {
            case Payload.Tree(var node) -> node.toPrettyString();
            case Payload.Undecodable _ -> "";
        };
    }

    /// What is wrong with a text as a payload; empty where nothing is.
    public static Optional<String> wrong(String text) {
        try {
            return Json.read(text).isMissingNode() ? Optional.of("A payload is wanted") : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(Json.reasonOf(e));
        } catch (NumberFormatException e) {
            return Optional.of("a number in it is beyond what can be held");
        }
    }

    /// Supposes another payload; the stored one again where it says the same.
    public void edit(Slot slot, String text) {
        if (wrong(text).isEmpty()) {
            boolean same = text.equals(storedText(slot));
            Hypothesis now = hypothesis.get();
            suppose(same ? now.reverting(slot.storedAt()) : now.editing(slot.storedAt(), Payload.json(text)));
        }
    }

    public void revert(Slot slot) {
        suppose(hypothesis.get().reverting(slot.storedAt()));
    }

    /// Puts the event of a place one place earlier or later, where no chain of causes forbids it.
    public void move(Slot slot, int by) {
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

    private static String storedText(Slot slot) {
        return slot.event().payload().decode() instanceof Payload.Tree(var node) ? node.toPrettyString() : "";
    }

    private void suppose(Hypothesis next) {
        asking.cancel();
        message.set("");
        hypothesis.set(next);
    }

    private void show() {
        StreamCopy events = copy.get();
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
}
