package dev.eventscope.desktop.causation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Card;
import dev.eventscope.desktop.causation.draw.DrawingMaker.Scene;
import dev.eventscope.desktop.causation.draw.Unit;
import dev.eventscope.desktop.causation.draw.Unit.Kind;
import dev.eventscope.desktop.fx.EventFacts;
import dev.eventscope.desktop.fx.EventKind;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.event.EventHeader;

/// Writes what the graph shows as rows, each below its cause: the same units, and the steps of each saga.
final class OutlineMaker {

    private final Scene scene;
    private final EventFacts.Book facts;
    private final Latency latency;
    private final Set<String> folded;
    private final Map<Integer, List<Unit>> children = new HashMap<>();
    private final List<OutlineRow> rows = new ArrayList<>();

    private record Open(Unit unit, int depth) {}

    OutlineMaker(Scene scene, EventFacts.Book facts, Latency latency, Set<String> folded) {
        this.scene = scene;
        this.facts = facts;
        this.latency = latency;
        this.folded = folded;
    }

    /// Without recursion: a chain may be ten thousand events deep.
    List<OutlineRow> rows() {
        scene.plan().units()
                .forEach(unit -> children.computeIfAbsent(unit.parent(), _ -> new ArrayList<>()).add(unit));
        Deque<Open> open = new ArrayDeque<>();
        push(open, Unit.NONE, 0);
        while (!open.isEmpty()) {
            Open next = open.pop();
            Unit unit = next.unit();
            List<OutlineRow> steps = unit.kind() == Kind.SAGA ? steps(unit, next.depth() + 1) : List.of();
            boolean parent = !steps.isEmpty() || children.containsKey(unit.number());
            boolean isFolded = parent && folded.contains(unit.key());
            rows.add(row(unit, next.depth(), parent, isFolded));
            if (!isFolded) {
                rows.addAll(steps);
                push(open, unit.number(), next.depth() + 1);
            }
        }
        return List.copyOf(rows);
    }

    private void push(Deque<Open> open, int parent, int depth) {
        children.getOrDefault(parent, List.of()).reversed().forEach(unit -> open.push(new Open(unit, depth)));
    }

    private OutlineRow row(Unit unit, int depth, boolean parent, boolean isFolded) {
        Card card = scene.cards().get(unit.number());
        int event = unit.events().isEmpty() ? CausationGraph.NONE : unit.events().getFirst();
        String note = unit.kind() == Kind.SAGA ? card.title() : card.detail();
        String title = unit.kind() == Kind.SAGA ? scene.graph().event(event).type() : card.title();
        String figure = unit.opens() ? card.badge() : event == CausationGraph.NONE ? "" : latency.of(event);
        return new OutlineRow(unit.key(), unit.number(), event, depth, card.kind(), card.category(), title, note,
                figure, unit.kind() == Kind.GHOST, unit.opens(), parent, isFolded);
    }

    /// A step that ended is one row, not two.
    private List<OutlineRow> steps(Unit saga, int depth) {
        List<OutlineRow> steps = new ArrayList<>();
        for (int event : saga.events().subList(1, saga.events().size())) {
            EventHeader header = scene.graph().event(event);
            SagaPart part = SagaPart.of(header.type());
            boolean ended = part.opensStep() && scene.graph().effects(event).stream()
                    .anyMatch(next -> SagaPart.of(scene.graph().event(next).type()).closesStep());
            if (!ended) {
                steps.add(step(saga, event, header, part, depth));
            }
        }
        return steps;
    }

    private OutlineRow step(Unit saga, int event, EventHeader header, SagaPart part, int depth) {
        EventFacts known = facts.of(header.id());
        String title = known.step();
        boolean named = title != null && (part.opensStep() || part.closesStep());
        String note = !named
                ? ""
                : switch (part) {
                    case STEP_SUCCEEDED -> "succeeded";
                    case STEP_FAILED -> attempt(known);
                    case STEP_UNKNOWN -> "outcome unknown";
                    default -> "running";
                };
        return new OutlineRow(saga.key() + "#" + event, saga.number(), event, depth, EventKind.of(header.type()),
                header.category(), named && title != null ? title : header.type(), note, latency.of(event), false,
                false, false, false);
    }

    private static String attempt(EventFacts known) {
        return "attempt " + Figures.count(Math.max(1, Objects.requireNonNullElse(known.attempt(), 1)));
    }
}
