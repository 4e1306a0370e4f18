package dev.eventscope.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.telemetry.SpanRecord;
import dev.eventscope.telemetry.StoreTelemetry;
import dev.eventscope.telemetry.TelemetryReader;
import dev.eventscope.telemetry.TelemetrySetting;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TracedPublisherTest {

    private static final RecordedEvent ONE = event("a", 1, '1');
    private static final RecordedEvent TWO = event("a", 2, '1');
    private static final RecordedEvent OTHER = event("b", 1, '1');

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_published_event_has_a_span_in_its_trace_and_a_refused_one_and_those_behind_it_an_error() {
        RefusedEvent refused = RefusedEvent.of(ONE, new IllegalArgumentException("too large"));

        List<RefusedEvent> answer = publish(List.of(ONE, OTHER, TWO), _ -> List.of(refused));

        assertThat(answer).containsExactly(refused);
        List<SpanRecord> spans = new TelemetryReader(STORE.database()).trace("1".repeat(32));
        assertThat(spans).extracting(SpanRecord::name).containsOnly("publish outbox");
        assertThat(spans).extracting(SpanRecord::parentSpanId).containsOnly("2".repeat(16));
        assertThat(spans).extracting(SpanRecord::eventId, SpanRecord::errorClass).containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple("a1", "IllegalArgumentException"),
                org.assertj.core.groups.Tuple.tuple("a2", "IllegalArgumentException"),
                org.assertj.core.groups.Tuple.tuple("b1", null));
    }

    @Test
    void a_broker_that_fails_fails_the_spans_and_the_call() {
        assertThatThrownBy(() -> publish(List.of(event("c", 1, '3')), _ -> {
            throw new BrokerFailed("gone", null);
        })).isInstanceOf(BrokerFailed.class);

        assertThat(new TelemetryReader(STORE.database()).trace("3".repeat(32))).extracting(SpanRecord::errorClass)
                .containsExactly("BrokerFailed");
    }

    private static List<RefusedEvent> publish(List<RecordedEvent> events,
            Function<List<RecordedEvent>, List<RefusedEvent>> broker) {
        try (ExecutorService executor = Executors.newCachedThreadPool();
                StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(),
                        TelemetrySetting.of("test", Clock.systemUTC(), Map.of()), executor)) {
            return new TracedPublisher(new Broker(broker), telemetry).publish(events);
        }
    }

    private record Broker(Function<List<RecordedEvent>, List<RefusedEvent>> answer) implements EventPublisher {
        @Override
        public void takeOver() {}

        @Override
        public List<RefusedEvent> publish(List<RecordedEvent> events) {
            return answer.apply(events);
        }

        @Override
        public void close() {}
    }

    private static RecordedEvent event(String stream, long version, char trace) {
        return new RecordedEvent(new EventHeader(stream + version, new StreamId(stream), "", version,
                OrderToken.of(version), "A", "1", null, null, null, null, Set.of()), Payload.json("{}"),
                Payload.json("{\"traceparent\":\"00-" + String.valueOf(trace).repeat(32) + "-" + "2".repeat(16)
                        + "-01\"}"));
    }
}
