package dev.eventscope.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.event.Json;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.RunnerSetting;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.saga.TracedSteps;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Writer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What an operator asks for, and what comes of it, in one trace: the saga's, where it has one.
class TraceThroughRedriveTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_redrive_and_the_steps_that_it_causes_are_in_one_trace(boolean begunInATrace) {
        String type = "again" + begunInATrace;
        String id = type + "-1";
        AtomicBoolean there = new AtomicBoolean();
        try (ExecutorService executor = Executors.newCachedThreadPool();
                StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), TelemetrySetting
                        .of("test", Clock.systemUTC(), Map.of()).flushingEvery(Duration.ofMillis(20)), executor)) {
            Database runner = STORE.database().writingAs(Writer.node("again").watchedBy(telemetry.appends()));
            SagaDefinition definition = new SagaDefinition(type, List.of(
                    new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {
                        if (!there.get()) {
                            throw new StepFailed("RemoteNotFound", "no repository", false);
                        }
                    }, null), new StepDefinition("index", Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {}, null)));
            (begunInATrace ? runner : STORE.database())
                    .write(tx -> Sagas.start(tx, definition, id, Json.object(), null, null));
            try (SagaRunner _ = new SagaRunner(runner, List.of(definition), RunnerSetting.of("r", Clock.systemUTC())
                    .withAround(new TracedSteps(telemetry, STORE.reader())), executor)) {
                awaitStatus(id, SagaStatus.FAILED);
                there.set(true);
                new Redrive(STORE.database()).request(new RedriveRequest(UUID.randomUUID(), id, 1, 1,
                        RedriveRequest.Mode.RETRY, "remote is back", "ines"));
                awaitStatus(id, SagaStatus.COMPLETED);
            }
        }

        List<RecordedEvent> events = STORE.reader()
                .readEvents(EventQuery.forward(EventScope.stream(new StreamId(id)), 100));
        List<RecordedEvent> since = events.subList(events.stream().map(RecordedEvent::type).toList()
                .indexOf("StepRedriven"), events.size());
        String trace = TraceParent.traceId(String.valueOf(TraceParent.of(since.getFirst().metadata())));
        assertThat(begunInATrace ? events : since).extracting(RecordedEvent::type).contains("StepRedriven",
                "SagaCompleted");
        assertThat(begunInATrace ? events : since)
                .allSatisfy(event -> assertThat(TraceParent.of(event.metadata())).contains(trace));
        List<SpanRecord> spans = new TelemetryReader(STORE.database()).trace(trace);
        assertThat(spans).extracting(SpanRecord::name).endsWith("append StepRedriven",
                "step " + type + "/git", "step " + type + "/index");
        SpanRecord redriven = spans.get(spans.size() - 3);
        assertThat(redriven.eventId()).isEqualTo(since.getFirst().id());
        assertThat(redriven.parentSpanId() != null).isEqualTo(begunInATrace);
        assertThat(spans.subList(spans.size() - 2, spans.size())).extracting(SpanRecord::parentSpanId)
                .containsOnly(redriven.spanId());
    }

    private static void awaitStatus(String id, SagaStatus status) {
        await("saga " + id + " is " + status).until(() -> new SagaReader(STORE.database()).find(id).orElseThrow()
                .status() == status);
    }
}
