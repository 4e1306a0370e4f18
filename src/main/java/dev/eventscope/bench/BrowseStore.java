package dev.eventscope.bench;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;

/// A store of any size for trials of lists: a tenth as many streams as events, one of them with a tenth of all events.
///
/// Shape: events are spread over the streams and over a year before the end of 2026-01; every thousandth is a failure;
///        events of ten share a correlation, and each but the first of these is caused by the one before.
/// Units: payloads of some 100 bytes. Written past the append function, some 20 times faster than through it.
public final class BrowseStore {

    public static final StreamId LONG = new StreamId("ledger-main");

    private static final int SLICE = 1_000_000;

    private BrowseStore() {}

    /// The name of a short stream.
    public static StreamId stream(long number) {
        return new StreamId(category(number) + "-%08d".formatted(number));
    }

    /// Fills an empty native store and has its statistics taken.
    ///
    /// Threads: blocks: a million events take about a minute.
    public static void write(Database database, long events) {
        long streams = Math.max(1, events / 10);
        for (long from = 0; from < events; from += SLICE) {
            ScratchStore.execute(database, events(from, Math.min(events, from + SLICE), events, streams));
        }
        ScratchStore.execute(database,
                """
                        insert into eventscope.stream (name, category, version, first_position, last_position, first_at, last_at,
                                                       last_type)
                        select stream, min(category), max(version), min(position), max(position), min(recorded_at),
                               max(recorded_at), (array_agg(type order by version desc))[1]
                        from eventscope.event group by stream""");
        ScratchStore.execute(database, "vacuum analyze eventscope.event");
        ScratchStore.execute(database, "vacuum analyze eventscope.stream");
    }

    private static String category(long number) {
        return switch ((int) (number % 3)) {
            case 0 -> "order";
            case 1 -> "payment";
            default -> "shipment";
        };
    }

    /// Each tenth event goes to the long stream, the others go round the short ones.
    private static String events(long from, long to, long all, long streams) {
        return """
                insert into eventscope.event
                    (event_id, stream, category, version, type, schema_version, payload, metadata, causation_id,
                     correlation_id, occurred_at, recorded_at)
                select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                       case when n %% 10 = 9 then 'ledger-main' else c.category || '-' || lpad(c.s::text, 8, '0') end,
                       case when n %% 10 = 9 then 'ledger' else c.category end,
                       case when n %% 10 = 9 then n / 10 + 1 else c.k / %3$d + 1 end,
                       case when n %% 1000 = 500 then 'StepFailed' when n %% 3 = 0 then 'Placed' else 'Changed' end, 1,
                       ('{"number":' || n || ',"owner":"owner-' || n %% 977 || '","note":"' || repeat('n', (n %% 60)::int)
                           || '"}')::json,
                       '{"actor":"bench"}',
                       case when n %% 10 > 0 then ('00000000-0000-4000-8000-' || lpad(to_hex(n - 1), 12, '0'))::uuid end,
                       ('00000000-0000-4000-9000-' || lpad(to_hex(n / 10), 12, '0'))::uuid, c.at, c.at
                from generate_series(%1$d::bigint, %2$d::bigint - 1) n
                cross join lateral (select n - n / 10 as k, (n - n / 10) %% %3$d as s,
                                           (array['order', 'payment', 'shipment'])[(n - n / 10) %% %3$d %% 3 + 1] as category,
                                           timestamptz '2026-01-31' - (%4$d - n) * interval '365 days' / %4$d as at) c
                order by n"""
                .formatted(from, to, streams, all);
    }
}
