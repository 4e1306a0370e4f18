package dev.eventscope.replay.whatif;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.eventscope.event.Payload;

/// How the events of a stream are to differ from those that are stored. Immutable.
///
/// Shape: events are named by the version at which they are stored. `moved` says which event stands at a version, for those
///        versions at which another one does.
public record Hypothesis(Set<Long> leftOut, Map<Long, Payload> edited, Map<Long, Long> moved) {

    /// The events as they are stored.
    public static final Hypothesis NONE = new Hypothesis(Set.of(), Map.of(), Map.of());

    public Hypothesis {
        leftOut = Set.copyOf(leftOut);
        edited = Map.copyOf(edited);
        moved = Map.copyOf(moved);
    }

    public boolean isNone() {
        return leftOut.isEmpty() && edited.isEmpty() && moved.isEmpty();
    }

    /// The version of the event that stands at a version.
    public long eventAt(long version) {
        return moved.getOrDefault(version, version);
    }

    public Hypothesis leavingOut(long event) {
        Set<Long> out = new HashSet<>(leftOut);
        out.add(event);
        return new Hypothesis(out, edited, moved);
    }

    public Hypothesis takingIn(long event) {
        Set<Long> out = new HashSet<>(leftOut);
        out.remove(event);
        return new Hypothesis(out, edited, moved);
    }

    /// With another payload for one event.
    public Hypothesis editing(long event, Payload payload) {
        Map<Long, Payload> edits = new HashMap<>(edited);
        edits.put(event, payload);
        return new Hypothesis(leftOut, edits, moved);
    }

    /// With the stored payload again.
    public Hypothesis reverting(long event) {
        Map<Long, Payload> edits = new HashMap<>(edited);
        edits.remove(event);
        return new Hypothesis(leftOut, edits, moved);
    }

    /// With the events at two versions in each other's place.
    public Hypothesis swapping(long version, long other) {
        Map<Long, Long> places = new HashMap<>(moved);
        put(places, version, eventAt(other));
        put(places, other, eventAt(version));
        return new Hypothesis(leftOut, edited, places);
    }

    private static void put(Map<Long, Long> places, long version, long event) {
        if (version == event) {
            places.remove(version);
        } else {
            places.put(version, event);
        }
    }
}
