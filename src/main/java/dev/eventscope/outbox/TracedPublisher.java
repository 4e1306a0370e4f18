package dev.eventscope.outbox;

import java.util.List;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.telemetry.Handling;
import dev.eventscope.telemetry.Operation;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.telemetry.Traced;

/// A publisher with a span round each event, from when it is sent until the broker has it, in the trace of the event.
///
/// Shape: the record's header carries the context that the event was appended in, so that whoever consumes it goes on from
///        there, whether it came by Kafka or from the store.
final class TracedPublisher implements EventPublisher {

    private final EventPublisher publisher;
    private final Telemetry telemetry;

    TracedPublisher(EventPublisher publisher, Telemetry telemetry) {
        this.publisher = publisher;
        this.telemetry = telemetry;
    }

    @Override
    public void takeOver() {
        publisher.takeOver();
    }

    @Override
    public List<RefusedEvent> publish(List<RecordedEvent> events) {
        List<Traced> traced = events.stream()
                .map(event -> telemetry.begin(Handling.of(Operation.PUBLISH, "outbox", event))).toList();
        try {
            List<RefusedEvent> refused = publisher.publish(events);
            refused.forEach(head -> markFrom(head, events, traced));
            return refused;
        } catch (RuntimeException e) {
            traced.forEach(one -> one.failed(e.getClass().getSimpleName()));
            throw e;
        } finally {
            traced.forEach(Traced::close);
        }
    }

    @Override
    public void close() {
        publisher.close();
    }

    /// Of a key that is refused, nothing from that event on was published.
    private static void markFrom(RefusedEvent head, List<RecordedEvent> events, List<Traced> traced) {
        boolean reached = false;
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent event = events.get(i);
            reached |= event.id().equals(head.event().id());
            if (reached && event.stream().name().equals(head.key())) {
                traced.get(i).failed(head.errorClass());
            }
        }
    }
}
