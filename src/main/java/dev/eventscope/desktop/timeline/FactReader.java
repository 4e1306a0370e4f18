package dev.eventscope.desktop.timeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventReader;

/// Reads the few payloads whose facts are on the screen, in bounded batches, each once.
///
/// Shape: what cannot be read is left out of the picture: names of steps and summaries are a help, no more.
/// Threads: FX thread; reads in the background.
final class FactReader {

    private static final int BATCH = 400;
    private static final int MOST = 40_000;

    private final Background.Line reading;
    private final Runnable onFacts;
    private final Map<String, EventFacts> facts = new HashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private EventFacts.Book book = EventFacts.Book.EMPTY;
    private @Nullable EventReader reader;

    FactReader(Background background, Runnable onFacts) {
        reading = background.line();
        this.onFacts = onFacts;
    }

    void open(@Nullable EventReader newReader) {
        reading.cancel();
        reader = newReader;
        facts.clear();
        wanted.clear();
        book = EventFacts.Book.EMPTY;
    }

    /// What is known by now.
    EventFacts.Book book() {
        return book;
    }

    /// Asks for the facts of some events; those known already cost nothing.
    void want(Collection<String> ids) {
        for (String id : ids) {
            if (!facts.containsKey(id)) {
                wanted.add(id);
            }
        }
        next();
    }

    private void next() {
        EventReader from = reader;
        if (from == null || wanted.isEmpty() || reading.busyProperty().get()) {
            return;
        }
        List<String> batch = wanted.stream().limit(BATCH).toList();
        batch.forEach(wanted::remove);
        reading.run(() -> read(from, batch)).orElse(_ -> take(Map.of(), batch)).then(found -> take(found, batch));
    }

    private static Map<String, EventFacts> read(EventReader reader, List<String> ids) {
        Map<String, EventFacts> found = new HashMap<>();
        for (RecordedEvent event : reader.readEvents(ids)) {
            found.put(event.id(), EventFacts.of(event));
        }
        return found;
    }

    private void take(Map<String, EventFacts> found, List<String> asked) {
        if (facts.size() > MOST) {
            facts.clear();
        }
        for (String id : asked) {
            facts.put(id, found.getOrDefault(id, EventFacts.UNKNOWN));
        }
        book = new EventFacts.Book(Map.copyOf(facts));
        onFacts.run();
        next();
    }
}
