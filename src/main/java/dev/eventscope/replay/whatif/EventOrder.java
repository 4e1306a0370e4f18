package dev.eventscope.replay.whatif;

import java.util.Optional;

import dev.eventscope.event.EventHeader;
import dev.eventscope.store.CauseReader;

/// Whether two events of a stream could have come the other way round.
public final class EventOrder {

    private static final int MAX_HOPS = 64;

    private EventOrder() {}

    /// Why the earlier of two events must stay before the later one, as a sentence; empty where they are concurrent: no
    /// chain of causes leads from the later one back to the earlier.
    ///
    /// Shape: follows at most 64 hops; a longer chain keeps the order.
    /// Threads: blocks, one query a hop; off the FX thread only.
    public static Optional<String> reasonToKeep(EventHeader earlier, EventHeader later, CauseReader reader) {
        EventHeader at = later;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            Optional<EventHeader> cause = reader.findCause(at);
            if (cause.isEmpty()) {
                return Optional.empty();
            }
            at = cause.get();
            if (at.id().equals(earlier.id())) {
                return Optional.of("v" + later.version() + " came of v" + earlier.version()
                        + (hop == 0 ? ", which is its cause" : ", " + (hop + 1) + " hops of causes away")
                        + ": their order is fixed");
            }
        }
        return Optional.of("the causes of v" + later.version() + " go back more than 64 hops: the order stays");
    }
}
