package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.saga.CausedEvent;
import dev.eventscope.saga.SagaInstance;

/// One saga as it was read, with the event that started it, the failure that stopped it, and what it caused elsewhere.
record SagaShown(
        SagaInstance saga,
        @Nullable EventHeader trigger,
        @Nullable EventHeader failure,
        List<CausedEvent> caused,
        @Nullable Instant runnerLastPolled) {}
