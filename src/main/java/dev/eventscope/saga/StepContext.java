package dev.eventscope.saga;

import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Tx;

/// What an action knows of the attempt that it is.
///
/// Shape: steps and attempts count from 1. `data` is the saga's input. `idempotencyKey` is the same for every attempt of
///        the step, also after a re-drive; the step's compensation has one of its own.
public interface StepContext {

    String sagaId();

    String step();

    int no();

    int attempt();

    /// Whether this undoes the step.
    boolean compensating();

    JsonNode data();

    String idempotencyKey();

    /// Higher for each later attempt of any step. Where the other side refuses a token that is lower than one it has seen, a
    /// runner that was long away can do no harm.
    long fencingToken();

    @Nullable
    UUID correlationId();

    /// The `StepStarted` or `StepCompensationStarted` event of this attempt: the cause of whatever the action appends.
    UUID startedEventId();

    /// Work for the transaction that records the success: it is committed with it, or not at all. It does not run when the
    /// action throws, or when the attempt has been fenced off meanwhile.
    void withOutcome(Consumer<Tx> work);
}
