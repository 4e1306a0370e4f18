package dev.eventscope.desktop.causation.draw;

import java.util.List;

/// One node of the graph, and one row of the outline: an event, a saga with all of its events, many events of one type,
/// or a cause that is not there.
///
/// Shape: `events` are numbers of the [dev.eventscope.causality.CausationGraph], the one that stands for it first; empty for
///        a ghost. `hidden` counts the events that came of it and are not opened yet. `parent` is the unit it hangs from in
///        the outline, -1 for a root.
public record Unit(int number, Kind kind, List<Integer> events, String key, int parent, int hidden) {

    public static final int NONE = -1;

    public enum Kind {
        EVENT, SAGA, GROUP, GHOST
    }

    /// An arrow between units: the effects that it stands for, each with its cause in `from`.
    public record Link(int from, int to, List<Integer> effects) {
        public Link {
            effects = List.copyOf(effects);
        }
    }

    /// What is shown of a graph.
    ///
    /// Shape: `unitOf` names the unit of each event, [#NONE] where it is not opened.
    public record Plan(List<Unit> units, List<Link> links, List<Integer> unitOf) {

        public static final Plan EMPTY = new Plan(List.of(), List.of(), List.of());

        public Plan {
            units = List.copyOf(units);
            links = List.copyOf(links);
            unitOf = List.copyOf(unitOf);
        }

        public int unitOf(int event) {
            return event < 0 || event >= unitOf.size() ? NONE : unitOf.get(event);
        }

        public int hidden() {
            return units.stream().mapToInt(unit -> unit.hidden + (unit.kind == Kind.GROUP ? unit.events.size() : 0))
                    .sum();
        }
    }

    public Unit {
        events = List.copyOf(events);
    }

    /// Whether there is more behind it.
    public boolean opens() {
        return hidden > 0 || kind == Kind.GROUP;
    }
}
