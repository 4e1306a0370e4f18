package dev.eventscope.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.telemetry.Handling;
import dev.eventscope.telemetry.OpenMetricsParser;
import dev.eventscope.telemetry.OpenMetricsParser.Sample;
import dev.eventscope.telemetry.Operation;
import dev.eventscope.telemetry.StoreTelemetry;
import dev.eventscope.telemetry.TelemetrySetting;
import dev.eventscope.telemetry.Traced;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// The verb `metrics` on a store of two types, of which one was handled.
class MetricsVerbTest {

    private static final Instant AT = Instant.parse("2026-03-04T10:00:00Z");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        STORE.appender().append(AppendRequest.of(new StreamId("a-1"), ExpectedVersion.any(),
                NewEvent.of("Added", Payload.json("{}")), NewEvent.of("Other", Payload.json("{}"))));
        try (ExecutorService executor = Executors.newCachedThreadPool();
                StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(),
                        TelemetrySetting.of("test", Clock.fixed(AT, ZoneOffset.UTC), Map.of()), executor)) {
            handle(telemetry, Operation.HANDLE, "content", false);
            handle(telemetry, Operation.HANDLE, "content", true);
            handle(telemetry, Operation.STEP, "sync/git", false);
            handle(telemetry, Operation.STEP, "sync/git", false);
            handle(telemetry, Operation.PUBLISH, "outbox", true);
        }
    }

    @Test
    void types_that_were_handled_say_how_long_it_took_and_how_often_it_failed() throws Exception {
        Run run = console.run("metrics", "--json");

        assertThat(run.lines()).hasSize(2);
        JsonNode added = Json.read(run.lines().getFirst());
        assertThat(added.path("type").asText()).isEqualTo("Added");
        assertThat(added.path("count").asLong()).isEqualTo(1);
        assertThat(added.path("handled").asLong()).isEqualTo(4);
        assertThat(added.path("error_rate").asDouble()).isEqualTo(0.25);
        assertThat(added.path("last_at").asText()).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(added.path("mean_ms").isNumber()).isTrue();
        assertThat(added.path("p50_ms").asDouble()).isLessThanOrEqualTo(added.path("p99_ms").asDouble());
        assertThat(Json.read(run.lines().get(1)).path("mean_ms").isNull()).isTrue();
    }

    @Test
    void a_scraper_gets_a_text_that_passes_a_strict_parser() {
        Run run = console.run("metrics", "--openmetrics");

        List<Sample> samples = OpenMetricsParser.parse(run.output());
        assertThat(run.exitCode()).isZero();
        assertThat(samples).contains(new Sample("eventscope_events_total", Map.of("type", "Added"), 1),
                new Sample("eventscope_handling_errors_total",
                        Map.of("type", "Added", "operation", "publish", "handler", "outbox"), 1),
                new Sample("eventscope_handling_seconds_count",
                        Map.of("type", "Added", "operation", "step", "handler", "sync/git"), 2));
    }

    @Test
    void two_formats_at_once_are_refused() {
        Run run = console.run("metrics", "--openmetrics", "--json");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).isEqualTo("eventscope: --openmetrics is a format of its own: leave --json out\n");
    }

    private static void handle(StoreTelemetry telemetry, Operation operation, String handler, boolean fails) {
        try (Traced traced = telemetry.begin(new Handling(operation, handler, "Added", null, null))) {
            if (fails) {
                traced.failed("Broken");
            }
        }
    }
}
