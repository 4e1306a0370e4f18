package dev.eventscope.desktop.browse;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventLinks;
import dev.eventscope.store.EventReader;

/// What payloads, metadata and links say of the events on screen, and whether any of them names an actor.
///
/// Threads: FX thread; reads happen in the background.
final class RowDetails {

    private static final int AT_ONCE = 50;
    private static final int MOST_PATHS = 60;

    private final RowFacts<EventHeader, EventDetails> facts;
    private final ReadOnlyBooleanWrapper actors = new ReadOnlyBooleanWrapper();
    private final Set<FieldPointer> paths = new LinkedHashSet<>();
    /// Read in the background.
    private volatile List<FieldPointer> pinned = List.of();

    RowDetails(Workspace workspace, PinnedFields pins) {
        facts = new RowFacts<>(workspace, AT_ONCE, this::read);
        facts.onRead(read -> {
            actors.set(actors.get() || read.stream().anyMatch(one -> !one.actor().isEmpty()));
            read.stream().filter(_ -> paths.size() < MOST_PATHS).forEach(one -> paths.addAll(one.paths()));
        });
        pins.fields().subscribe(() -> {
            pinned = List.copyOf(pins.fields());
            facts.clear();
        });
        pinned = List.copyOf(pins.fields());
    }

    /// Fields of the payloads seen so far, in the order in which they were.
    List<FieldPointer> paths() {
        return List.copyOf(paths);
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
        paths.clear();
    }

    private Map<EventHeader, EventDetails> read(EventReader reader, List<EventHeader> asked) {
        Map<String, EventHeader> byId = asked.stream()
                .collect(Collectors.toMap(EventHeader::id, header -> header, (first, _) -> first));
        List<FieldPointer> pins = pinned;
        Map<String, EventLinks> links = reader.readLinks(asked, EventDetails.MOST_EFFECTS);
        Map<EventHeader, EventDetails> read = new LinkedHashMap<>();
        for (RecordedEvent event : reader.readEvents(List.copyOf(byId.keySet()))) {
            Cancellation.check();
            read.put(Objects.requireNonNull(byId.get(event.header().id())), EventDetails.of(event,
                    Objects.requireNonNull(links.get(event.header().id())), pins));
        }
        return read;
    }
}
