package dev.eventscope.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.eventscope.store.Tx;

/// Figures on their way into the tables `handling` and `handling_bucket`, added to what is there.
final class HandlingRows {

    private static final String ADD = """
            insert into eventscope.handling as h (event_type, operation, handler, count, errors, total_us, last_at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
            on conflict (event_type, operation, handler) do update
            set count = h.count + excluded.count, errors = h.errors + excluded.errors,
                total_us = h.total_us + excluded.total_us, last_at = greatest(h.last_at, excluded.last_at)""";
    private static final String ADD_BUCKETS = """
            insert into eventscope.handling_bucket as b (event_type, operation, handler, bucket, count)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
            on conflict (event_type, operation, handler, bucket) do update set count = b.count + excluded.count""";

    private HandlingRows() {}

    static void write(Tx tx, Map<HandlingKey, HandlingFigures> figures) {
        // Sorted, so that two processes that write the same rows cannot wait for each other.
        List<Map.Entry<HandlingKey, HandlingFigures>> rows = figures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(HandlingKey::eventType)
                        .thenComparing(HandlingKey::operation).thenComparing(HandlingKey::handler)))
                .toList();
        List<HandlingKey> keys = rows.stream().map(Map.Entry::getKey).toList();
        List<HandlingFigures> values = rows.stream().map(Map.Entry::getValue).toList();
        List<Instant> times = values.stream().map(HandlingFigures::lastAt).toList();
        tx.update(ADD, types(keys), operations(keys), handlers(keys),
                values.stream().map(HandlingFigures::count).toList(),
                values.stream().map(HandlingFigures::errors).toList(),
                values.stream().map(HandlingFigures::totalUs).toList(), times);
        writeBuckets(tx, rows);
    }

    private static void writeBuckets(Tx tx, List<Map.Entry<HandlingKey, HandlingFigures>> rows) {
        List<HandlingKey> keys = new ArrayList<>();
        List<Integer> buckets = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (Map.Entry<HandlingKey, HandlingFigures> row : rows) {
            new TreeMap<>(row.getValue().buckets()).forEach((bucket, count) -> {
                keys.add(row.getKey());
                buckets.add(bucket);
                counts.add(count);
            });
        }
        tx.update(ADD_BUCKETS, types(keys), operations(keys), handlers(keys), buckets, counts);
    }

    private static List<String> types(List<HandlingKey> keys) {
        return keys.stream().map(HandlingKey::eventType).toList();
    }

    private static List<String> operations(List<HandlingKey> keys) {
        return keys.stream().map(key -> key.operation().word()).toList();
    }

    private static List<String> handlers(List<HandlingKey> keys) {
        return keys.stream().map(HandlingKey::handler).toList();
    }
}
