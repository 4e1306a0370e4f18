package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.saga.OperatorAction;
import dev.eventscope.saga.RedriveOffer;
import dev.eventscope.saga.SagaInstance;

/// One saga as it was read, with the event that started it, the failure that stopped it, its events and what they caused
/// elsewhere, what operators had done to it, and what may be asked for now.
record SagaShown(
        SagaInstance saga,
        @Nullable EventHeader trigger,
        @Nullable EventHeader failure,
        List<SagaEvent> events,
        List<OperatorAction> actions,
        List<RedriveOffer> offers,
        @Nullable Instant runnerLastPolled) {}
