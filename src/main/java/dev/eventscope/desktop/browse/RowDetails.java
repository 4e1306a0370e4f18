package dev.eventscope.desktop.browse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventReader;

/// What payloads, metadata and links say of the events on screen, and whether any of them names an actor.
///
/// Threads: FX thread; reads happen in the background.
final class RowDetails {

    private static final int AT_ONCE = 50;

    private final RowFacts<EventHeader, EventDetails> facts;
    private final ReadOnlyBooleanWrapper actors = new ReadOnlyBooleanWrapper();

    RowDetails(Workspace workspace) {
        facts = new RowFacts<>(workspace, AT_ONCE, RowDetails::read);
        facts.onRead(read -> actors.set(actors.get() || read.stream().anyMatch(one -> !one.actor().isEmpty())));
    }

    /// Changes when more has been read: cells have to look again.
    ReadOnlyIntegerProperty versionProperty() {
        return facts.versionProperty();
    }

    /// Whether any event seen so far says who did it.
    ReadOnlyBooleanProperty actorsProperty() {
        return actors.getReadOnlyProperty();
    }

    /// Null when it is still to be read; asking has it read.
    @Nullable
    EventDetails of(EventHeader event) {
        return facts.of(event);
    }

    void clear() {
        facts.clear();
        actors.set(false);
    }

    private static Map<EventHeader, EventDetails> read(EventReader reader, List<EventHeader> asked) {
        Map<String, EventHeader> byId = asked.stream()
                .collect(Collectors.toMap(EventHeader::id, header -> header, (first, _) -> first));
        Map<EventHeader, EventDetails> read = new LinkedHashMap<>();
        for (RecordedEvent event : reader.readEvents(List.copyOf(byId.keySet()))) {
            Cancellation.check();
            read.put(Objects.requireNonNull(byId.get(event.id())), EventDetails.read(reader, event));
        }
        return read;
    }
}
