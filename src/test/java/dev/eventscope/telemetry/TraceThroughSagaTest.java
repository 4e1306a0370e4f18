package dev.eventscope.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.RunnerSetting;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepContext;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.TracedSteps;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Writer;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// One trace from an append through the saga that it starts to what a step of that saga appends.
class TraceThroughSagaTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_trace_goes_from_an_append_through_a_saga_step_to_the_events_that_it_causes() {
        try (ExecutorService executor = Executors.newCachedThreadPool();
                StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), TelemetrySetting
                        .of("test", Clock.systemUTC(), Map.of()).flushingEvery(Duration.ofMillis(20)), executor)) {
            Database service = STORE.database().writingAs(Writer.node("service").watchedBy(telemetry.appends()));
            Database runner = STORE.database().writingAs(Writer.node("runner").watchedBy(telemetry.appends()));
            SagaDefinition definition = new SagaDefinition("order", List.of(
                    new StepDefinition("reserve", Effect.IDEMPOTENT, RetryPolicy.doubling(1, Duration.ofMillis(10)),
                            context -> reserve(service, context), _ -> {})));
            NewEvent asked = NewEvent.of("Asked", Payload.json("{}"));
            new EventAppender(service)
                    .append(AppendRequest.of(new StreamId("asking-1"), ExpectedVersion.any(), asked));

            telemetry.around(Handling.of(Operation.HANDLE, "trigger", read(asked.id())), () -> runner.write(
                    tx -> Sagas.start(tx, definition, "order-1", Json.object(), asked.id(), null)));
            try (SagaRunner _ = new SagaRunner(runner, List.of(definition), RunnerSetting.of("r", Clock.systemUTC())
                    .withAround(new TracedSteps(telemetry, STORE.reader())), executor)) {
                await("the saga completes").until(() -> new SagaReader(STORE.database()).find("order-1")
                        .orElseThrow().status() == SagaStatus.COMPLETED);
            }
        }

        List<RecordedEvent> events = STORE.reader().readEvents(EventQuery.forward(EventScope.all(), 100));
        assertThat(events).extracting(RecordedEvent::type).containsExactly("Asked", "SagaStarted", "StepStarted",
                "Reserved", "StepSucceeded", "SagaCompleted");
        String trace = TraceParent.traceId(String.valueOf(TraceParent.of(events.getFirst().metadata())));
        assertThat(events).allSatisfy(event -> assertThat(TraceParent.of(event.metadata())).contains(trace));
        List<SpanRecord> spans = new TelemetryReader(STORE.database()).trace(trace);
        assertThat(spans).extracting(SpanRecord::name).containsExactly("append Asked", "handle trigger",
                "append SagaStarted", "step order/reserve", "append Reserved");
        assertThat(spans.get(1).parentSpanId()).isEqualTo(spans.get(0).spanId());
        assertThat(spans.get(2).parentSpanId()).isEqualTo(spans.get(1).spanId());
        assertThat(spans.get(3).parentSpanId()).isEqualTo(spans.get(2).spanId());
        assertThat(spans.get(4).parentSpanId()).isEqualTo(spans.get(3).spanId());
        assertThat(new TelemetryReader(STORE.database()).types()).containsOnlyKeys("Asked", "StepStarted");
    }

    private static void reserve(Database service, StepContext context) {
        new EventAppender(service).append(AppendRequest.of(new StreamId("stock-1"), ExpectedVersion.any(),
                NewEvent.of("Reserved", Payload.json("{}")).causedBy(context.startedEventId(), null)));
    }

    private static RecordedEvent read(UUID id) {
        return STORE.reader().findEvent(id.toString()).orElseThrow();
    }
}
