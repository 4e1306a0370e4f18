package dev.eventscope.outbox;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What an operator asks of the outbox.
///
/// Shape: the same `requestId` gets the first answer again. `RELEASE` and `SKIP` name a parked key and its head as it was
///        seen; `ACCEPT_HISTORY` names a shard that has stopped.
public record OutboxAct(
        UUID requestId,
        Action action,
        @Nullable String stream,
        @Nullable String eventId,
        @Nullable Integer shard,
        String reason,
        String actor) {

    /// What can be asked.
    public enum Action {
        /// The key tries its head again, with all its attempts.
        RELEASE,
        /// The head is never published; the key goes on with the event after it.
        SKIP,
        /// The store is declared to be the one that the shard has published from; where the last published event is not
        /// in it, everything is published again.
        ACCEPT_HISTORY
    }

    public OutboxAct {
        if (reason.isBlank() || actor.isBlank()) {
            throw new IllegalArgumentException("reason and actor must not be empty");
        }
    }

    public static OutboxAct release(BlockedKey key, String reason, String actor) {
        return new OutboxAct(UUID.randomUUID(), Action.RELEASE, key.stream().name(), key.eventId(), null, reason,
                actor);
    }

    public static OutboxAct skip(BlockedKey key, String reason, String actor) {
        return new OutboxAct(UUID.randomUUID(), Action.SKIP, key.stream().name(), key.eventId(), null, reason, actor);
    }

    public static OutboxAct acceptHistory(int shard, String reason, String actor) {
        return new OutboxAct(UUID.randomUUID(), Action.ACCEPT_HISTORY, null, null, shard, reason, actor);
    }

    String target() {
        return stream == null ? "shard " + shard : "key '" + stream + "'";
    }
}
