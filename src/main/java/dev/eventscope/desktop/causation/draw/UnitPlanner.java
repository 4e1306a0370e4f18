package dev.eventscope.desktop.causation.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.eventscope.causality.CausationGraph;
import dev.eventscope.desktop.causation.draw.Unit.Kind;
import dev.eventscope.desktop.causation.draw.Unit.Link;
import dev.eventscope.desktop.causation.draw.Unit.Plan;
import dev.eventscope.desktop.fx.SagaPart;
import dev.eventscope.event.EventHeader;

/// Decides which events stand for themselves, which share a node, and which wait until they are asked for.
///
/// Shape: the way to the focus is always open. A saga is one unit. Effects of one cause that have one type share a unit from
///        [#COLLAPSE_FROM] on; what finds no room any more is counted on its cause.
/// Threads: not safe; one planner a plan.
public final class UnitPlanner {

    static final int COLLAPSE_FROM = 5;

    /// How many units may still come; shared by the branch it was given to.
    private static final class Allowance {
        private int left;

        Allowance(int left) {
            this.left = left;
        }
    }

    private record Draft(int number, Kind kind, List<Integer> events, String key, int parent, Allowance allowance) {}

    private record TypeKey(String type, String category) {}

    private final CausationGraph graph;
    private final Opening opening;
    private final BitSet path = new BitSet();
    private final Map<String, List<Integer>> sagas = new HashMap<>();
    private final int[] unitOf;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Integer, Integer> hidden = new HashMap<>();
    private final BitSet counted = new BitSet();
    private final Deque<Draft> open = new ArrayDeque<>();

    private UnitPlanner(CausationGraph graph, Opening opening) {
        this.graph = graph;
        this.opening = opening;
        unitOf = new int[graph.size()];
        Arrays.fill(unitOf, Unit.NONE);
    }

    public static Plan plan(CausationGraph graph, Opening opening) {
        return graph.isEmpty() ? Plan.EMPTY : new UnitPlanner(graph, opening).plan();
    }

    private Plan plan() {
        if (graph.focus() != CausationGraph.NONE) {
            path.or(graph.past(graph.focus()));
            path.set(graph.focus());
        }
        findSagas();
        Allowance first = new Allowance(opening.all() ? Opening.MOST : Opening.FIRST);
        boolean ghost = graph.missing() != null;
        if (ghost) {
            drafts.add(new Draft(0, Kind.GHOST, List.of(), "ghost", Unit.NONE, first));
        }
        for (int i = 0; i < graph.size(); i++) {
            boolean root = i == 0 || graph.cause(i) == CausationGraph.NONE;
            if (root && unitOf[i] == Unit.NONE) {
                place(i, ghost && i == 0 ? 0 : Unit.NONE, first);
                openAll();
            }
        }
        return new Plan(drafts.stream().map(this::finished).toList(), links(ghost),
                Arrays.stream(unitOf).boxed().toList());
    }

    private Unit finished(Draft draft) {
        return new Unit(draft.number, draft.kind, draft.events, draft.key, draft.parent,
                hidden.getOrDefault(draft.number, 0));
    }

    private void findSagas() {
        Map<String, List<Integer>> streams = new HashMap<>();
        BitSet telling = new BitSet();
        for (int i = 0; i < graph.size(); i++) {
            EventHeader event = graph.event(i);
            streams.computeIfAbsent(event.stream().name(), _ -> new ArrayList<>()).add(i);
            telling.set(i, SagaPart.of(event.type()).tellsSaga());
        }
        streams.forEach((name, events) -> {
            if (events.stream().anyMatch(telling::get)) {
                sagas.put(name, events);
            }
        });
    }

    private void openAll() {
        while (!open.isEmpty()) {
            expand(open.remove());
        }
    }

    private void expand(Draft unit) {
        List<Integer> children = childrenOf(unit);
        if (children.isEmpty()) {
            return;
        }
        int steps = opening.stepsAt(unit.key);
        Allowance allowance = unit.allowance;
        if (steps > 0 && unit.kind != Kind.GROUP && allowance.left < steps * Opening.STEP) {
            allowance = new Allowance(steps * Opening.STEP);
        }
        List<Integer> rest = new ArrayList<>();
        for (int child : children) {
            if (isOnPath(child)) {
                place(child, unit.number, allowance);
            } else {
                rest.add(child);
            }
        }
        if (allowance.left > 0) {
            placeByType(unit, rest, allowance);
        }
        countHidden(unit, rest);
    }

    private boolean isOnPath(int event) {
        return path.get(event) || sagaOf(event).stream().anyMatch(path::get);
    }

    private List<Integer> sagaOf(int event) {
        return sagas.getOrDefault(graph.event(event).stream().name(), List.of());
    }

    private List<Integer> childrenOf(Draft unit) {
        List<Integer> children = new ArrayList<>();
        for (int event : unit.events) {
            for (int effect : graph.effects(event)) {
                if (unitOf[effect] == Unit.NONE) {
                    children.add(effect);
                }
            }
        }
        return children;
    }

    private void placeByType(Draft unit, List<Integer> children, Allowance allowance) {
        Map<TypeKey, List<Integer>> types = new LinkedHashMap<>();
        for (int child : children) {
            EventHeader event = graph.event(child);
            types.computeIfAbsent(new TypeKey(event.type(), event.category()), _ -> new ArrayList<>()).add(child);
        }
        List<Integer> other = new ArrayList<>();
        for (Map.Entry<TypeKey, List<Integer>> type : types.entrySet()) {
            if (allowance.left <= 1 && types.size() > 1) {
                other.addAll(type.getValue());
            } else {
                String key = "g:" + unit.key + "|" + type.getKey().type() + "|" + type.getKey().category();
                placeType(unit, key, type.getValue(), allowance);
            }
        }
        if (!other.isEmpty()) {
            placeType(unit, "g:" + unit.key + "|*", other, allowance);
        }
    }

    private void placeType(Draft unit, String key, List<Integer> members, Allowance allowance) {
        boolean wide = opening.byType() && members.size() >= COLLAPSE_FROM;
        boolean ofGroup = unit.kind == Kind.GROUP && members.size() > 1;
        int singles = members.size();
        if (wide || ofGroup) {
            singles = 0;
        } else if (members.size() > allowance.left) {
            singles = Math.max(0, allowance.left - 1);
        }
        int asked = opening.stepsAt(key) * Opening.STEP;
        Allowance ofThese = asked > 0 ? new Allowance(2 * asked) : allowance;
        singles = Math.max(singles, Math.min(asked, members.size()));
        if (members.size() - singles == 1) {
            singles++;
        }
        for (int member : members.subList(0, singles)) {
            place(member, unit.number, ofThese);
        }
        if (singles < members.size()) {
            placeGroup(members.subList(singles, members.size()), key, unit.number, allowance);
        }
    }

    private void place(int event, int parent, Allowance allowance) {
        if (unitOf[event] != Unit.NONE) {
            return;
        }
        List<Integer> saga = sagaOf(event).stream().filter(one -> unitOf[one] == Unit.NONE).toList();
        String id = graph.event(event).id();
        add(saga.isEmpty()
                ? new Draft(drafts.size(), Kind.EVENT, List.of(event), "e:" + id, parent, allowance)
                : new Draft(drafts.size(), Kind.SAGA, saga, "e:" + id, parent, allowance));
    }

    private void placeGroup(Collection<Integer> members, String key, int parent, Allowance allowance) {
        List<Integer> all = new ArrayList<>();
        BitSet taken = new BitSet();
        for (int member : members) {
            if (unitOf[member] == Unit.NONE && !taken.get(member)) {
                taken.set(member);
                all.add(member);
            }
        }
        for (int member : List.copyOf(all)) {
            for (int other : sagaOf(member)) {
                if (unitOf[other] == Unit.NONE && !taken.get(other)) {
                    taken.set(other);
                    all.add(other);
                }
            }
        }
        if (!all.isEmpty()) {
            add(new Draft(drafts.size(), Kind.GROUP, all, key, parent, allowance));
        }
    }

    private void add(Draft draft) {
        draft.events.forEach(event -> unitOf[event] = draft.number);
        draft.allowance.left--;
        drafts.add(draft);
        open.add(draft);
    }

    /// Those that found no room, with all that came of them.
    private void countHidden(Draft unit, List<Integer> children) {
        int count = 0;
        Deque<Integer> below = new ArrayDeque<>(children);
        while (!below.isEmpty()) {
            int event = below.pop();
            if (unitOf[event] == Unit.NONE && !counted.get(event)) {
                counted.set(event);
                count++;
                below.addAll(graph.effects(event));
            }
        }
        if (count > 0) {
            hidden.put(unit.number, count);
        }
    }

    private List<Link> links(boolean ghost) {
        Map<Long, List<Integer>> effects = new TreeMap<>();
        for (int i = 0; i < graph.size(); i++) {
            int cause = graph.cause(i);
            if (cause != CausationGraph.NONE && unitOf[i] != Unit.NONE && unitOf[cause] != Unit.NONE
                    && unitOf[i] != unitOf[cause]) {
                long key = ((long) unitOf[cause] << 32) | unitOf[i];
                effects.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            }
        }
        List<Link> links = new ArrayList<>();
        if (ghost) {
            links.add(new Link(0, unitOf[0], List.of()));
        }
        effects.forEach((key, of) -> links.add(new Link((int) (key >> 32), key.intValue(), of)));
        return links;
    }
}
