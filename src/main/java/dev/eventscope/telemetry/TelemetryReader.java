package dev.eventscope.telemetry;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// Reads back what telemetry has written into a native store.
///
/// Threads: safe from any thread; every call blocks.
public final class TelemetryReader {

    private static final int MOST_SPANS = 10_000;
    private static final String FIGURES = """
            select event_type, operation, handler, count, errors, total_us, last_at
            from eventscope.handling
            order by event_type, operation, handler""";
    private static final String BUCKETS = """
            select event_type, operation, handler, bucket, count
            from eventscope.handling_bucket""";
    private static final String TRACE = """
            select trace_id, span_id, parent_span_id, operation, name, event_type, event_id, started_at, duration_us,
                   error_class
            from eventscope.span
            where trace_id = ?
            order by started_at, span_no
            limit ?""";

    private final Database database;

    public TelemetryReader(Database database) {
        this.database = database;
    }

    /// The figures of each handler for each type, in the order of type, operation and handler.
    public Map<HandlingKey, HandlingFigures> handlers() {
        return database.read(TelemetryReader::figures);
    }

    /// The figures of each type over all who handle it, projections and steps of sagas alike; publishing is not handling.
    public SortedMap<String, HandlingFigures> types() {
        SortedMap<String, HandlingFigures> types = new TreeMap<>();
        handlers().forEach((key, figures) -> {
            if (key.operation() == Operation.HANDLE || key.operation() == Operation.STEP) {
                types.merge(key.eventType(), figures, HandlingFigures::plus);
            }
        });
        return types;
    }

    /// The spans of one trace, by when they started; at most 10,000.
    public List<SpanRecord> trace(String traceId) {
        return database.read(tx -> tx.query(TRACE, TelemetryReader::span, traceId, MOST_SPANS));
    }

    private static Map<HandlingKey, HandlingFigures> figures(Tx tx) {
        Map<HandlingKey, SortedMap<Integer, Long>> buckets = new HashMap<>();
        tx.forEach(BUCKETS, row -> buckets.computeIfAbsent(key(row), _ -> new TreeMap<>())
                .put(row.intValue("bucket"), row.longValue("count")));
        Map<HandlingKey, HandlingFigures> figures = new java.util.LinkedHashMap<>();
        tx.forEach(FIGURES, row -> figures.put(key(row), new HandlingFigures(row.longValue("count"),
                row.longValue("errors"), row.longValue("total_us"), row.instant("last_at"),
                buckets.getOrDefault(key(row), new TreeMap<>()))));
        return figures;
    }

    private static HandlingKey key(Row row) {
        return new HandlingKey(row.string("event_type"), Operation.of(row.string("operation")), row.string("handler"));
    }

    private static SpanRecord span(Row row) {
        return new SpanRecord(row.string("trace_id"), row.string("span_id"), row.nullableString("parent_span_id"),
                Operation.of(row.string("operation")), row.string("name"), row.nullableString("event_type"),
                row.nullableString("event_id"), row.instant("started_at"),
                Duration.of(row.longValue("duration_us"), ChronoUnit.MICROS), row.nullableString("error_class"));
    }
}
