package dev.eventscope.saga;

import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// One attempt of one step that a runner holds. Its outcome counts only under this attempt and token.
///
/// Shape: `undoes` tells a compensation from the step itself. `touched`: an attempt before may have happened.
record StepLease(
        String sagaId,
        String type,
        String data,
        @Nullable UUID correlationId,
        int no,
        String name,
        Effect effect,
        boolean undoes,
        boolean touched,
        int attempt,
        int attemptsLeft,
        long token,
        String runner,
        UUID startedEventId,
        @Nullable UUID requestId) {

    /// The attempt after this one, once a runner has it.
    StepLease taken(long newToken, String newRunner, UUID started) {
        return new StepLease(sagaId, type, data, correlationId, no, name, effect, undoes, touched, attempt + 1,
                Math.max(0, attemptsLeft - 1), newToken, newRunner, started, requestId);
    }

    /// Whether the other side is asked first.
    boolean asks() {
        return !undoes && touched && effect == Effect.QUERYABLE;
    }

    /// The step's name, or `undo git`: failures of a compensation are others than those of its step.
    String work() {
        return undoes ? undo(name) : name;
    }

    static String undo(String step) {
        return "undo " + step;
    }

    /// What every event of the attempt says.
    ObjectNode payload() {
        return Json.object().put("step", name).put("no", no).put("attempt", attempt).put("effect", effect.code());
    }
}
