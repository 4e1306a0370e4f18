package dev.eventscope.desktop.causation.draw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.CauseReader;

/// Events for tests, each named by its own short id, and the graph that is read of them.
///
///     new Graphs().add("a", "order-1", "Placed", null).add("b", "mail-1", "Sent", "a").graph("b")
public final class Graphs implements CauseReader {

    private static final Instant START = Instant.parse("2026-03-04T11:02:06Z");

    private final Map<String, EventHeader> events = new LinkedHashMap<>();
    private final Map<String, List<EventHeader>> effects = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    public Graphs add(String id, String stream, String type, @Nullable String cause) {
        StreamId name = new StreamId(stream);
        long at = events.size() + 1L;
        EventHeader event = new EventHeader(id, name, name.conventionalCategory(),
                versions.merge(stream, 1L, Long::sum),
                OrderToken.of(at), type, "1", cause == null ? null : new Cause.ById(cause), "corr",
                START.plusMillis(100 * at), START.plusMillis(100 * at), Set.of());
        events.put(id, event);
        if (cause != null) {
            effects.computeIfAbsent(cause, _ -> new ArrayList<>()).add(event);
        }
        return this;
    }

    /// So many effects of one event, of one type, in streams of their own.
    public static Graphs star(int effects) {
        Graphs graphs = new Graphs().add("root", "order-1", "Imported", null);
        for (int i = 0; i < effects; i++) {
            graphs.add("e" + i, "item-" + i, "ItemAdded", "root");
        }
        return graphs;
    }

    public static Graphs chain(int length) {
        Graphs graphs = new Graphs();
        for (int i = 0; i < length; i++) {
            graphs.add("e" + i, "order-" + i % 3, "Moved", i == 0 ? null : "e" + (i - 1));
        }
        return graphs;
    }

    /// Each event caused by one of the thirty before it, in five categories.
    public static Graphs random(int size, long seed) {
        Random random = new Random(seed);
        Graphs graphs = new Graphs();
        for (int i = 0; i < size; i++) {
            String cause = i == 0 ? null : "e" + Math.max(0, i - 1 - random.nextInt(30));
            graphs.add("e" + i, "cat" + random.nextInt(5) + "-" + i, "Type" + random.nextInt(9), cause);
        }
        return graphs;
    }

    public CausationGraph graph(String focus) {
        return graph(focus, Direction.BOTH);
    }

    public CausationGraph graph(String focus, Direction direction) {
        return CausationGraph.read(this, Optional.ofNullable(events.get(focus)).orElseThrow(), direction, 20_000);
    }

    public static Scene scene(CausationGraph graph, Opening opening) {
        return scene(graph, opening, EventFacts.Book.EMPTY);
    }

    public static Scene scene(CausationGraph graph, Opening opening, EventFacts.Book facts) {
        Unit.Plan plan = UnitPlanner.plan(graph, opening);
        List<Card> cards = new CardWriter(graph, facts, Measures.SEVEN_PX, true).write(plan);
        List<String> labels = plan.links().stream().map(_ -> "100 ms").toList();
        return new Scene(graph, plan, cards,
                LayoutMaker.make(new LayoutMaker.Subject(plan, cards, labels), Measures.SEVEN_PX));
    }

    @Override
    public Optional<EventHeader> findCause(EventHeader effect) {
        String cause = effect.causeId();
        return cause == null ? Optional.empty() : Optional.ofNullable(events.get(cause));
    }

    @Override
    public List<EventHeader> readEffects(EventHeader cause, int limit) {
        return effects.getOrDefault(cause.id(), List.of()).stream().limit(limit).toList();
    }
}
