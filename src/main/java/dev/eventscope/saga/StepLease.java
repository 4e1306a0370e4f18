package dev.eventscope.saga;

import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// One attempt of one step that a runner holds. Its outcome counts only under this attempt and token.
record StepLease(
        String sagaId,
        String type,
        String data,
        @Nullable UUID correlationId,
        int no,
        String name,
        Effect effect,
        int attempt,
        int attemptsLeft,
        long token,
        String runner,
        UUID startedEventId,
        @Nullable UUID requestId) {

    /// What every event of the attempt says.
    ObjectNode payload() {
        return Json.object().put("step", name).put("no", no).put("attempt", attempt).put("effect", effect.code());
    }
}
