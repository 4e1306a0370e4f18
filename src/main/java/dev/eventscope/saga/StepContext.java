package dev.eventscope.saga;

import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Tx;

/// What an action knows of the attempt that it is.
///
/// Shape: steps and attempts count from 1. `data` is the saga's input. `idempotencyKey` is the same for every attempt of
///        the step, also after a re-drive.
public interface StepContext {

    String sagaId();

    String step();

    int no();

    int attempt();

    JsonNode data();

    String idempotencyKey();

    @Nullable
    UUID correlationId();

    /// The `StepStarted` event of this attempt: the cause of whatever the action appends.
    UUID startedEventId();

    /// Work for the transaction that records the success: it is committed with it, or not at all. It does not run when the
    /// action throws, or when the attempt has been fenced off meanwhile.
    void withOutcome(Consumer<Tx> work);
}
