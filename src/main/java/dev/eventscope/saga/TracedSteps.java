package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.StoreException;
import dev.eventscope.telemetry.Handling;
import dev.eventscope.telemetry.Operation;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.telemetry.TraceParent;
import dev.eventscope.telemetry.Traced;

/// A span round each step: the handling of its `StepStarted`, in the trace that this event carries on, so that what the
/// action appends belongs to the same trace.
public final class TracedSteps implements StepAround {

    private static final Logger LOG = LoggerFactory.getLogger(TracedSteps.class);

    private final Telemetry telemetry;
    private final EventReader events;

    public TracedSteps(Telemetry telemetry, EventReader events) {
        this.telemetry = telemetry;
        this.events = events;
    }

    @Override
    public void run(StepContext context, StepAction action) throws Exception {
        RecordedEvent started = started(context);
        String type = context.compensating() ? "StepCompensationStarted" : "StepStarted";
        Handling handling = new Handling(Operation.STEP, handler(context), type,
                context.startedEventId().toString(), started == null ? null : TraceParent.of(started.metadata()));
        try (Traced traced = telemetry.begin(handling); Traced.Entered _ = traced.enter()) {
            try {
                action.run(context);
            } catch (Exception e) {
                traced.failed(e instanceof StepFailed said ? said.errorClass() : e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private static String handler(StepContext context) {
        return new StreamId(context.sagaId()).conventionalCategory() + "/" + context.step();
    }

    /// A step runs also where its trace cannot be read.
    private @Nullable RecordedEvent started(StepContext context) {
        try {
            return events.findEvent(context.startedEventId().toString()).orElse(null);
        } catch (StoreException e) {
            LOG.debug("the trace of {} step {}: {}", context.sagaId(), context.no(), e.getMessage());
            return null;
        }
    }
}
