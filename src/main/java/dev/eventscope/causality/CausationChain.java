package dev.eventscope.causality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import dev.eventscope.event.EventHeader;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.CauseReader;

/// What led to an event and what came of it, hop by hop.
///
/// Shape: ascending by depth, then in the store's order. `truncated` where the limit cut it; nearer hops are kept first.
/// Units: depth 0 is the event itself, causes are below it (-1 its cause), effects above.
public record CausationChain(List<Link> links, boolean truncated) {

    /// One event of a chain.
    public record Link(EventHeader event, int depth) {}

    /// Which way to go.
    public enum Direction {
        CAUSES, EFFECTS, BOTH
    }

    public CausationChain {
        links = List.copyOf(links);
    }

    /// Follows the links of a store from one event, at most `limit` events in all.
    ///
    /// Shape: a cycle is walked once. A cause that is not in the store ends its way.
    /// Threads: blocks; one query a hop, stopped by the [Cancellation] of the calling thread.
    public static CausationChain of(CauseReader reader, EventHeader event, Direction direction, int limit) {
        Walk walk = new Walk(reader, limit);
        walk.begin(event);
        if (direction != Direction.EFFECTS) {
            walk.causes(event);
        }
        if (direction != Direction.CAUSES) {
            walk.effects(event);
        }
        walk.links.sort(Comparator.comparingInt(Link::depth).thenComparing(link -> link.event().order()));
        return new CausationChain(walk.links, walk.truncated);
    }

    private static final class Walk {

        private final CauseReader reader;
        private final int limit;
        private final Set<String> seen = new HashSet<>();
        private final List<Link> links = new ArrayList<>();
        private boolean truncated;

        Walk(CauseReader reader, int limit) {
            this.reader = reader;
            this.limit = limit;
        }

        void begin(EventHeader event) {
            seen.add(event.id());
            links.add(new Link(event, 0));
        }

        void causes(EventHeader event) {
            int depth = 0;
            Optional<EventHeader> cause = reader.findCause(event);
            while (cause.isPresent() && add(new Link(cause.get(), --depth)).isPresent()) {
                Cancellation.check();
                cause = reader.findCause(cause.get());
            }
        }

        void effects(EventHeader event) {
            Queue<Link> open = new ArrayDeque<>(List.of(new Link(event, 0)));
            while (!open.isEmpty() && !truncated) {
                Cancellation.check();
                Link from = open.remove();
                for (EventHeader effect : reader.readEffects(from.event(), limit)) {
                    add(new Link(effect, from.depth() + 1)).ifPresent(open::add);
                }
            }
        }

        private Optional<Link> add(Link link) {
            if (!seen.add(link.event().id())) {
                return Optional.empty();
            }
            if (links.size() == limit) {
                truncated = true;
                return Optional.empty();
            }
            links.add(link);
            return Optional.of(link);
        }
    }
}
