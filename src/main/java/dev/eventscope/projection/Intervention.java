package dev.eventscope.projection;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What an operator asks of a subscription, with a reason.
///
/// Shape: the same `requestId` gets the first answer again. `eventId` is the event that blocks the stream, as the operator
///        sees it: where another one does by now, the request is refused.
public record Intervention(UUID requestId, Action action, String subscription, @Nullable Integer generation,
        @Nullable String stream, @Nullable UUID eventId, String reason, String actor) {

    public enum Action {
        /// Lets a blocked stream try its first event again now.
        RELEASE,
        /// Passes the first event of a blocked stream over; at a gap, the events that have not come.
        SKIP,
        /// Says that the changed history is the same up to the checkpoint.
        ACCEPT_HISTORY,
        /// Builds the read model again, beside the one in use.
        REBUILD
    }

    public Intervention {
        if (reason.isBlank() || actor.isBlank()) {
            throw new IllegalArgumentException("an intervention needs a reason and an actor");
        }
    }

    public static Intervention release(UUID requestId, BlockedStream blocked, String reason, String actor) {
        return on(Action.RELEASE, requestId, blocked, reason, actor);
    }

    public static Intervention skip(UUID requestId, BlockedStream blocked, String reason, String actor) {
        return on(Action.SKIP, requestId, blocked, reason, actor);
    }

    public static Intervention acceptHistory(UUID requestId, String subscription, int generation, String reason,
            String actor) {
        return new Intervention(requestId, Action.ACCEPT_HISTORY, subscription, generation, null, null, reason, actor);
    }

    public static Intervention rebuild(UUID requestId, String subscription, String reason, String actor) {
        return new Intervention(requestId, Action.REBUILD, subscription, null, null, null, reason, actor);
    }

    private static Intervention on(Action action, UUID requestId, BlockedStream blocked, String reason, String actor) {
        return new Intervention(requestId, action, blocked.subscription(), blocked.generation(),
                blocked.stream().name(), blocked.eventId(), reason, actor);
    }
}
