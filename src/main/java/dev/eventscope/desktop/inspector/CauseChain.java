package dev.eventscope.desktop.inspector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventReader;

/// What caused an event, back to the root, the nearest first.
///
/// Shape: at most 100 hops, then `truncated`. `missing` names a cause that is given but not in this store, else is empty.
record CauseChain(List<EventHeader> causes, String missing, boolean truncated) {

    static final CauseChain NONE = new CauseChain(List.of(), "", false);
    private static final int MOST_HOPS = 100;

    CauseChain {
        causes = List.copyOf(causes);
    }

    /// Threads: blocks; off the FX thread.
    static CauseChain read(EventReader reader, EventHeader event) {
        List<EventHeader> causes = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(event.id()));
        EventHeader effect = event;
        while (effect.cause() != null && causes.size() < MOST_HOPS) {
            Cancellation.check();
            Optional<EventHeader> cause = reader.findCause(effect);
            if (cause.isEmpty()) {
                return new CauseChain(causes, label(effect.cause()), false);
            }
            if (!seen.add(cause.get().id())) {
                break;
            }
            effect = cause.get();
            causes.add(effect);
        }
        return new CauseChain(causes, "", causes.size() == MOST_HOPS);
    }

    /// The chain of the nearest cause: this one without its first.
    CauseChain ofCause() {
        return new CauseChain(causes.subList(1, causes.size()), missing, truncated);
    }

    private static String label(@Nullable Cause cause) {
        return cause == null ? "" : cause.label();
    }
}
