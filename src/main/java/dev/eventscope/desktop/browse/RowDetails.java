package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventReader;

/// What payloads, metadata and links say of the rows on screen, read 50 at a time as rows ask for it.
///
/// Threads: FX thread; reads happen in the background.
final class RowDetails {

    private static final int AT_ONCE = 50;
    private static final int MOST = 4_000;

    private final Workspace workspace;
    private final Background.Line reading;
    private final Pulse pulse;
    private final Map<String, EventDetails> known = new LinkedHashMap<>();
    private final Set<EventHeader> wanted = new LinkedHashSet<>();
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper actors = new ReadOnlyBooleanWrapper();

    RowDetails(Workspace workspace) {
        this.workspace = workspace;
        reading = workspace.background().line();
        pulse = workspace.background().pulse(this::read);
    }

    /// Changes when more has been read: cells have to look again.
    ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /// Whether any event seen so far says who did it.
    ReadOnlyBooleanProperty actorsProperty() {
        return actors.getReadOnlyProperty();
    }

    /// Null when it is still to be read; asking has it read.
    @Nullable
    EventDetails of(EventHeader event) {
        EventDetails details = known.get(event.id());
        if (details == null && wanted.add(event)) {
            pulse.request();
        }
        return details;
    }

    void clear() {
        reading.cancel();
        known.clear();
        wanted.clear();
        actors.set(false);
    }

    private void read() {
        Session session = workspace.session();
        if (session == null || wanted.isEmpty() || reading.busyProperty().get()) {
            return;
        }
        List<EventHeader> newestFirst = new ArrayList<>(wanted).reversed();
        List<EventHeader> asked = List.copyOf(newestFirst.subList(0, Math.min(AT_ONCE, newestFirst.size())));
        reading.run(() -> read(session.reader(), asked)).then(read -> {
            asked.forEach(wanted::remove);
            known.putAll(read);
            while (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
            actors.set(actors.get() || read.values().stream().anyMatch(details -> !details.actor().isEmpty()));
            version.set(version.get() + 1);
            pulse.request();
        });
    }

    private static Map<String, EventDetails> read(EventReader reader, List<EventHeader> asked) {
        Map<String, EventDetails> read = new LinkedHashMap<>();
        for (RecordedEvent event : reader.readEvents(asked.stream().map(EventHeader::id).toList())) {
            Cancellation.check();
            read.put(event.id(), EventDetails.read(reader, event));
        }
        return read;
    }
}
