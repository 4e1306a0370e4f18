package dev.eventscope.causality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.event.Cause;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.CauseReader;

/// The events that hang together by causation, each with its cause and its effects, as numbers of one list.
///
/// Shape: `events` stand so that, but for cycles, a cause comes before its effects; the first is the root. `causes` holds
///        the number of each event's cause, [#NONE] where it has none here. `missing` is what the root names as its cause
///        and the store does not have; null where it names none. `truncated` where the limit cut effects off.
/// Errors: cycles are kept as they are stored; everything that walks here ends all the same.
public record CausationGraph(
        List<EventHeader> events,
        List<Integer> causes,
        List<List<Integer>> effects,
        int focus,
        @Nullable String missing,
        boolean truncated) {

    public static final int NONE = -1;
    private static final int PAGE = 500;

    /// Of no event.
    public static final CausationGraph EMPTY = new CausationGraph(List.of(), List.of(), List.of(), NONE, null, false);

    public CausationGraph {
        events = List.copyOf(events);
        causes = List.copyOf(causes);
        effects = effects.stream().map(List::copyOf).toList();
    }

    /// Follows the links of a store from one event, at most `limit` events in all.
    ///
    /// Shape: `CAUSES` the event and what led to it; `EFFECTS` the event and what came of it; `BOTH` everything that came of
    ///        the first cause that is in the store, the event among it.
    /// Threads: blocks; one query a hop of 500 events, stopped by the [Cancellation] of the calling thread.
    public static CausationGraph read(CauseReader reader, EventHeader event, Direction direction, int limit) {
        Walk walk = new Walk(reader, limit);
        if (direction != Direction.EFFECTS) {
            walk.causes(event);
        } else {
            walk.add(event);
        }
        if (direction != Direction.CAUSES) {
            walk.effects(direction == Direction.BOTH ? List.copyOf(walk.events) : List.of(event));
        }
        return walk.graph(event, direction);
    }

    /// The same events, looked at from another one of them.
    public CausationGraph focusedOn(int number) {
        return new CausationGraph(events, causes, effects, number, missing, truncated);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public int size() {
        return events.size();
    }

    public EventHeader event(int number) {
        return events.get(number);
    }

    public int cause(int number) {
        return causes.get(number);
    }

    public List<Integer> effects(int number) {
        return effects.get(number);
    }

    /// The number of an event; [#NONE] where it is not here.
    public int numberOf(String eventId) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).id().equals(eventId)) {
                return i;
            }
        }
        return NONE;
    }

    /// What led to an event, itself left out.
    public BitSet past(int number) {
        BitSet past = new BitSet();
        for (int i = cause(number); i != NONE && i != number && !past.get(i); i = cause(i)) {
            past.set(i);
        }
        return past;
    }

    /// What came of an event, itself left out.
    public BitSet future(int number) {
        BitSet future = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(effects(number));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (next != number && !future.get(next)) {
                future.set(next);
                open.addAll(effects(next));
            }
        }
        return future;
    }

    /// The way from the root to the event that came last: what the whole took its time for.
    public BitSet criticalPath(EventClock clock) {
        int last = NONE;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).time(clock) != null && (last == NONE || isLater(i, last, clock))) {
                last = i;
            }
        }
        if (last == NONE) {
            return new BitSet();
        }
        BitSet path = past(last);
        path.set(last);
        return path;
    }

    private boolean isLater(int a, int b, EventClock clock) {
        var first = events.get(a).time(clock);
        var second = events.get(b).time(clock);
        return first != null && second != null && !first.isBefore(second);
    }

    private static final class Walk {

        private final CauseReader reader;
        private final int limit;
        private final List<EventHeader> events = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<Integer, Integer> causes = new HashMap<>();
        private boolean truncated;

        Walk(CauseReader reader, int limit) {
            this.reader = reader;
            this.limit = limit;
        }

        /// From the first cause down to the event.
        void causes(EventHeader event) {
            Deque<EventHeader> chain = new ArrayDeque<>(List.of(event));
            Map<String, EventHeader> seen = new HashMap<>(Map.of(event.id(), event));
            Optional<EventHeader> cause = reader.findCause(event);
            EventHeader closing = null;
            while (cause.isPresent() && chain.size() < limit) {
                Cancellation.check();
                if (seen.putIfAbsent(cause.get().id(), cause.get()) != null) {
                    closing = cause.get();
                    break;
                }
                chain.push(cause.get());
                cause = reader.findCause(cause.get());
            }
            truncated = cause.isPresent() && closing == null;
            chain.forEach(this::add);
            for (int i = 1; i < events.size(); i++) {
                causes.put(i, i - 1);
            }
            if (closing != null) {
                causes.put(0, numbers.get(closing.id()));
            }
        }

        void effects(List<EventHeader> from) {
            Deque<EventHeader> open = new ArrayDeque<>(from);
            while (!open.isEmpty() && !truncated) {
                Cancellation.check();
                List<EventHeader> page = new ArrayList<>();
                while (!open.isEmpty() && page.size() < PAGE) {
                    page.add(open.remove());
                }
                List<EventHeader> found = reader.readEffects(page, limit + 1);
                for (EventHeader effect : found) {
                    link(effect, open);
                }
            }
        }

        private void link(EventHeader effect, Deque<EventHeader> open) {
            Integer known = numbers.get(effect.id());
            Integer cause = causeOf(effect);
            if (known != null) {
                if (cause != null) {
                    causes.putIfAbsent(known, cause);
                }
            } else if (events.size() >= limit) {
                truncated = true;
            } else {
                add(effect);
                if (cause != null) {
                    causes.put(events.size() - 1, cause);
                }
                open.add(effect);
            }
        }

        private @Nullable Integer causeOf(EventHeader effect) {
            return switch (effect.cause()) {
                case Cause.ById(var id) -> numbers.get(id);
                case Cause.ByMessage(var id) -> numbers.get(id);
                case Cause.ByStreamVersion(var stream, long version) -> {
                    for (EventHeader event : events) {
                        if (event.stream().equals(stream) && Long.valueOf(version).equals(event.version())) {
                            yield numbers.get(event.id());
                        }
                    }
                    yield null;
                }
                case Cause.ByTrace _ -> null;
                case null -> null;
            };
        }

        void add(EventHeader event) {
            numbers.put(event.id(), events.size());
            events.add(event);
        }

        CausationGraph graph(EventHeader focus, Direction direction) {
            List<Integer> cause = new ArrayList<>();
            List<List<Integer>> effects = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                cause.add(causes.getOrDefault(i, NONE));
                effects.add(new ArrayList<>());
            }
            for (int i = 0; i < events.size(); i++) {
                if (cause.get(i) != NONE) {
                    effects.get(cause.get(i)).add(i);
                }
            }
            Cause unknown = direction == Direction.EFFECTS || cause.getFirst() != NONE || truncated
                    ? null
                    : events.getFirst().cause();
            return new CausationGraph(events, cause, effects, numbers.getOrDefault(focus.id(), NONE),
                    unknown == null ? null : unknown.label(), truncated);
        }
    }
}
