package dev.eventscope.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.StoreException;

/// Writes spans into the table `span` of the store that they are about, and forgets the oldest.
///
/// Shape: of `keptSpans` the newest stay, none longer than `keptFor`.
/// Threads: blocks; for the thread that exports.
final class StoreSpanExporter implements SpanExporter {

    private static final String INSERT = """
            insert into eventscope.span (trace_id, span_id, parent_span_id, operation, name, event_type, event_id,
                                         started_at, duration_us, error_class)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::timestamptz[], ?::bigint[], ?::text[])""";
    /// In the order in which they were written, so that the index of the primary key finds them.
    private static final String FORGET = """
            delete from eventscope.span
            where span_no <= (select max(span_no) from eventscope.span) - ?
               or span_no in (select span_no from eventscope.span
                              where started_at < clock_timestamp() - ? * interval '1 second'
                              order by span_no limit ?)""";
    private static final int AGED_AT_ONCE = 10_000;

    private final Database database;
    private final long keptSpans;
    private final Duration keptFor;

    StoreSpanExporter(Database database, long keptSpans, Duration keptFor) {
        this.database = database;
        this.keptSpans = keptSpans;
        this.keptFor = keptFor;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        try {
            write(spans);
            return CompletableResultCode.ofSuccess();
        } catch (StoreException e) {
            return CompletableResultCode.ofExceptionalFailure(e);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    /// Deletes what is beyond the bounds, in transactions that are short.
    void forget() {
        int deleted = AGED_AT_ONCE;
        while (deleted >= AGED_AT_ONCE) {
            deleted = database.write(tx -> tx.update(FORGET, keptSpans, keptFor.toSeconds(), AGED_AT_ONCE));
        }
    }

    private void write(Collection<SpanData> spans) {
        List<String> traces = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<@Nullable String> parents = new ArrayList<>();
        List<String> operations = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<@Nullable String> types = new ArrayList<>();
        List<@Nullable String> events = new ArrayList<>();
        List<Instant> starts = new ArrayList<>();
        List<Long> durations = new ArrayList<>();
        List<@Nullable String> errors = new ArrayList<>();
        for (SpanData span : spans) {
            traces.add(span.getTraceId());
            ids.add(span.getSpanId());
            parents.add(SpanId.isValid(span.getParentSpanId()) ? span.getParentSpanId() : null);
            operations.add(String.valueOf(span.getAttributes().get(SpanNames.OPERATION)));
            names.add(span.getName());
            types.add(span.getAttributes().get(SpanNames.EVENT_TYPE));
            events.add(span.getAttributes().get(SpanNames.EVENT_ID));
            starts.add(Instant.ofEpochSecond(0, span.getStartEpochNanos()));
            durations.add(TimeUnit.NANOSECONDS.toMicros(span.getEndEpochNanos() - span.getStartEpochNanos()));
            errors.add(span.getAttributes().get(SpanNames.ERROR));
        }
        database.write(tx -> tx.update(INSERT, traces, ids, parents, operations, names, types, events, starts,
                durations, errors));
    }
}
