package dev.eventscope.desktop.causation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.event.VectorClock;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// Reads what hangs together with an event: its graph, the facts of the payloads that the graph shows, and what came since.
///
/// Shape: nothing happens while no store is open.
/// Threads: FX thread; reads in the background.
final class GraphSource {

    static final int MOST_EVENTS = 10_000;
    /// So many new events are looked through at once for effects of what is shown.
    static final int MOST_NEW = 1_000;
    /// Payloads are read for so many events: names of steps, errors, vector clocks.
    private static final int MOST_FACTS = 1_000;
    private static final int FACTS_BATCH = 200;

    /// A graph, and the facts and vector clocks of its first events.
    record Answer(CausationGraph graph, EventFacts.Book facts, Map<String, VectorClock> clocks) {

        static final Answer EMPTY = new Answer(CausationGraph.EMPTY, EventFacts.Book.EMPTY, Map.of());

        Answer {
            clocks = Map.copyOf(clocks);
        }

        /// The same graph, looked at from another of its events.
        Answer focusedOn(int event) {
            return new Answer(graph.focusedOn(event), facts, clocks);
        }
    }

    private final Workspace workspace;
    private final Background.Line locating;
    private final Background.Line reading;
    private final Background.Line watching;

    GraphSource(Workspace workspace) {
        this.workspace = workspace;
        locating = workspace.background().line();
        reading = workspace.background().line();
        watching = workspace.background().line();
    }

    boolean isReading() {
        return reading.busyProperty().get();
    }

    void cancel() {
        locating.cancel();
        reading.cancel();
        watching.cancel();
    }

    /// The event of a stream at a version, or its newest; nothing where there is none.
    void locate(StreamId stream, @Nullable Long version, Consumer<EventHeader> found) {
        EventQuery newest = EventQuery.backward(EventScope.stream(stream), 1);
        locate(version == null ? newest : newest.in(EventRange.versions(version, version)), found);
    }

    /// The newest event of the store.
    void locateNewest(Consumer<EventHeader> found) {
        locate(EventQuery.backward(EventScope.all(), 1), found);
    }

    void read(EventHeader event, Direction direction, Consumer<Answer> taken, Consumer<Throwable> failed) {
        Session session = workspace.session();
        if (session != null) {
            reading.run(() -> answer(session.reader(), event, direction)).orElse(failed).then(taken);
        }
    }

    /// How many events after a place in the store are effects of what a graph shows, at any distance.
    void countNew(CausationGraph graph, OrderToken after, Consumer<Integer> counted) {
        Session session = workspace.session();
        if (session != null && !watching.busyProperty().get()) {
            EventQuery query = EventQuery.forward(EventScope.all(), MOST_NEW).in(EventRange.after(after));
            watching.run(() -> effects(graph, session.reader().readHeaders(query))).then(counted);
        }
    }

    private static int effects(CausationGraph graph, List<EventHeader> since) {
        Set<String> known = graph.events().stream().map(EventHeader::id).collect(Collectors.toCollection(HashSet::new));
        int shown = known.size();
        for (EventHeader event : since) {
            String cause = event.causeId();
            if (cause != null && known.contains(cause)) {
                known.add(event.id());
            }
        }
        return known.size() - shown;
    }

    private void locate(EventQuery query, Consumer<EventHeader> found) {
        Session session = workspace.session();
        if (session != null) {
            locating.run(() -> session.reader().readHeaders(query)).then(headers -> headers.forEach(found));
        }
    }

    private static Answer answer(EventReader reader, EventHeader event, Direction asked) {
        CausationGraph found = CausationGraph.read(reader, event, asked, MOST_EVENTS);
        Set<String> wanted = new LinkedHashSet<>();
        found.events().stream().limit(MOST_FACTS).forEach(one -> wanted.add(one.id()));
        wanted.add(event.id());
        List<String> ids = List.copyOf(wanted);
        Map<String, EventFacts> facts = new HashMap<>();
        Map<String, VectorClock> clocks = new HashMap<>();
        for (int from = 0; from < ids.size(); from += FACTS_BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + FACTS_BATCH));
            for (RecordedEvent read : reader.readEvents(batch)) {
                facts.put(read.id(), EventFacts.of(read));
                VectorClock.ofMetadata(read.metadata()).ifPresent(clock -> clocks.put(read.id(), clock));
            }
        }
        return new Answer(found, new EventFacts.Book(Map.copyOf(facts)), clocks);
    }
}
