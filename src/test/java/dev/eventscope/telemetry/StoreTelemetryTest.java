package dev.eventscope.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Writer;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.Appended;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Spans and figures in a real store: what gets there, what is dropped, and that nobody waits for it.
class StoreTelemetryTest {

    private static final TelemetrySetting SETTING = TelemetrySetting.of("test", Clock.systemUTC(), Map.of())
            .flushingEvery(Duration.ofMillis(20));
    private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @AfterAll
    static void stop() {
        EXECUTOR.close();
    }

    @Test
    void a_full_queue_drops_and_counts_and_nobody_waits() {
        Queue<Runnable> held = new ArrayDeque<>();
        StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), SETTING.withQueue(100), held::add);

        for (int i = 0; i < 1_000; i++) {
            telemetry.begin(handling("Overflow", null)).close();
        }

        assertThat(telemetry.dropped()).isEqualTo(900);
        EXECUTOR.execute(held.remove());
        telemetry.close();
        assertThat(telemetry.written()).isEqualTo(100);
        assertThat(spans("Overflow")).isEqualTo(100);
        assertThat(new TelemetryReader(STORE.database()).types().get("Overflow").count())
                .as("figures are not dropped with the spans").isEqualTo(1_000);
    }

    @Test
    void a_store_that_refuses_to_be_written_to_breaks_nothing() {
        try (Database readOnly = Database.open(STORE.spec(), Access.READ_ONLY, Passwords.none());
                StoreTelemetry telemetry = StoreTelemetry.start(readOnly, SETTING, EXECUTOR)) {
            EventAppender appender = new EventAppender(
                    STORE.database().writingAs(Writer.node("n").watchedBy(telemetry.appends())));

            Appended appended = appender.append(request("refusing-1", event()));

            assertThat(appended.version()).isEqualTo(1);
            await("the span is counted as dropped").until(() -> telemetry.dropped() == 1);
            assertThat(telemetry.written()).isZero();
        }
    }

    @Test
    void the_newest_spans_stay() {
        try (StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), SETTING.keeping(50), EXECUTOR)) {
            for (int i = 0; i < 200; i++) {
                telemetry.begin(handling("Kept", "e" + i)).close();
            }
        }

        List<String> kept = STORE.database().read(tx -> tx.query(
                "select event_id from eventscope.span where event_type = 'Kept' order by span_no",
                row -> row.string("event_id")));
        assertThat(kept).hasSize(50).endsWith("e198", "e199");
    }

    @Test
    void old_spans_go_at_the_start_and_later_while_no_new_one_comes() {
        writeSpans("Aged", "8 days", 10_001);
        writeSpans("Young", "6 days", 1);
        try (StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), SETTING, EXECUTOR)) {
            await("what was old at the start is gone").until(() -> spans("Aged") == 0);
            assertThat(telemetry.written()).isZero();
        }

        TelemetrySetting aMinute = SETTING.keepingFor(Duration.ofMinutes(1)).flushingEvery(Duration.ofMillis(100));
        try (StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), aMinute, EXECUTOR)) {
            await("the first look").until(() -> spans("Young") == 0);
            writeSpans("Aged", "2 minutes", 5);
            await("a later look").until(() -> spans("Aged") == 0);
            assertThat(telemetry.written()).isZero();
        }
    }

    @Test
    void what_work_throws_goes_through_and_counts_as_an_error() {
        try (StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), SETTING, EXECUTOR)) {
            assertThatThrownBy(() -> telemetry.around(handling("Poison", null), () -> {
                throw new IllegalStateException("no");
            })).hasMessage("no");
            assertThat(telemetry.<Integer>around(handling("Poison", null), () -> 1)).isEqualTo(1);
        }

        HandlingFigures figures = new TelemetryReader(STORE.database()).types().get("Poison");
        assertThat(figures.errorRate()).isEqualTo(0.5);
        List<String> errors = STORE.database().read(tx -> tx.query(
                "select error_class from eventscope.span where event_type = 'Poison' and error_class is not null",
                row -> row.string("error_class")));
        assertThat(errors).containsExactly("IllegalStateException");
    }

    @Test
    void events_carry_the_context_that_they_were_appended_in_and_hand_it_on() {
        NewEvent first = event();
        NewEvent within = event();
        NewEvent later = event().causedBy(within.id(), null);
        NewEvent own = event().withMetadata(
                Payload.json("{\"traceparent\":\"00-11111111111111111111111111111111-2222222222222222-01\"}"));
        try (StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), SETTING, EXECUTOR)) {
            EventAppender appender = new EventAppender(
                    STORE.database().writingAs(Writer.node("c").watchedBy(telemetry.appends())));
            appender.append(request("context-1", first));
            telemetry.around(Handling.of(Operation.HANDLE, "test", read(first)),
                    () -> appender.append(request("context-2", within)));
            appender.append(request("context-3", later));
            appender.append(request("context-4", own));
        }

        String trace = TraceParent.traceId(context(first));
        assertThat(context(within)).contains(trace).isNotEqualTo(context(first));
        assertThat(context(later)).as("appended outside of any context, so its cause's").isEqualTo(context(within));
        assertThat(context(own)).contains("-2222222222222222-");
        List<SpanRecord> spans = new TelemetryReader(STORE.database()).trace(trace);
        assertThat(spans).extracting(SpanRecord::name).containsExactly("append A", "handle test", "append A");
        assertThat(spans.getFirst().parentSpanId()).isNull();
        assertThat(spans.get(1).parentSpanId()).isEqualTo(spans.get(0).spanId());
        assertThat(spans.get(2).parentSpanId()).isEqualTo(spans.get(1).spanId());
        assertThat(context(within)).contains(spans.get(2).spanId());
    }

    @Test
    void requests_of_one_call_have_a_trace_each_and_a_cause_among_them_is_followed() {
        NewEvent one = event();
        NewEvent caused = event().causedBy(one.id(), null);
        NewEvent other = event();
        try (StoreTelemetry telemetry = StoreTelemetry.start(STORE.database(), SETTING, EXECUTOR)) {
            new EventAppender(STORE.database().writingAs(Writer.node("t").watchedBy(telemetry.appends())))
                    .appendTogether(List.of(request("together-1", one), request("together-2", caused),
                            request("together-3", other)));
        }

        assertThat(TraceParent.traceId(context(caused))).isEqualTo(TraceParent.traceId(context(one)));
        assertThat(TraceParent.traceId(context(other))).isNotEqualTo(TraceParent.traceId(context(one)));
    }

    @Test
    void without_telemetry_a_context_is_handed_on_as_it_came() {
        Handling handling = new Handling(Operation.HANDLE, "h", "A", null,
                "00-11111111111111111111111111111111-2222222222222222-01");

        try (Traced traced = Telemetry.none().begin(handling)) {
            assertThat(traced.traceparent()).isEqualTo(handling.traceparent());
        }
    }

    private static Handling handling(String type, String id) {
        return new Handling(Operation.HANDLE, "test", type, id, null);
    }

    private static long spans(String type) {
        return STORE.database().read(tx -> tx.query("select count(*) as n from eventscope.span where event_type = ?",
                row -> row.longValue("n"), type).getFirst());
    }

    private static void writeSpans(String type, String age, int count) {
        STORE.database().write(tx -> tx.update("""
                insert into eventscope.span (trace_id, span_id, operation, name, event_type, started_at, duration_us)
                select lpad('1', 32, '0'), lpad(to_hex(n), 16, '0'), 'handle', 'handle test', ?,
                       clock_timestamp() - ?::interval, 1
                from generate_series(1, ?) n""", type, age, count));
    }

    private static AppendRequest request(String stream, NewEvent event) {
        return AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event);
    }

    private static RecordedEvent read(NewEvent event) {
        return STORE.reader().findEvent(event.id().toString()).orElseThrow();
    }

    private static String context(NewEvent event) {
        String context = TraceParent.of(read(event).metadata());
        if (context == null) {
            throw new AssertionError("no context in " + new String(read(event).metadata().bytes(),
                    java.nio.charset.StandardCharsets.UTF_8));
        }
        return context;
    }

    private static NewEvent event() {
        return NewEvent.of("A", Payload.json("{}")).withId(UUID.randomUUID());
    }
}
