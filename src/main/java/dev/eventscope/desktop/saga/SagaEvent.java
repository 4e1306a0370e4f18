package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.CausedEvent;
import dev.eventscope.saga.SagaAttempt;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaStep;

/// One event of a saga's own stream, or one that it caused in another; `step` is the step it belongs to.
record SagaEvent(String id, OrderToken order, StreamId stream, @Nullable Long version, String type,
        @Nullable Instant recordedAt,
        @Nullable String step) {

    /// Both kinds in the store's order.
    static List<SagaEvent> of(SagaInstance saga, List<EventHeader> own, List<CausedEvent> caused) {
        Map<String, String> steps = stepsByEvent(saga);
        List<SagaEvent> events = new ArrayList<>();
        own.forEach(event -> events
                .add(new SagaEvent(event.id(), event.order(), event.stream(), event.version(), event.type(),
                        event.recordedAt(), steps.get(event.id()))));
        caused.forEach(
                event -> events.add(new SagaEvent(event.eventId(), OrderToken.of(event.position()), event.stream(),
                        event.version(), event.type(), event.recordedAt(), event.step())));
        events.sort(Comparator.comparing(SagaEvent::order));
        return events;
    }

    private static Map<String, String> stepsByEvent(SagaInstance saga) {
        Map<String, String> steps = new HashMap<>();
        for (SagaStep step : saga.steps()) {
            for (SagaAttempt attempt : step.attempts()) {
                put(steps, attempt.startedEventId(), step.name());
                put(steps, attempt.endedEventId(), step.name());
            }
        }
        return steps;
    }

    private static void put(Map<String, String> steps, @Nullable UUID event, String step) {
        if (event != null) {
            steps.put(event.toString(), step);
        }
    }
}
