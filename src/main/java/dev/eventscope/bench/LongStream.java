package dev.eventscope.bench;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.Set;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;

/// One stream of any length whose state has some twenty fields: at hand as a list, or in a store.
///
/// Shape: payloads of about 300 bytes, a thousand different ones; an event is made when it is asked for, so that the list
///        itself takes no memory.
final class LongStream extends AbstractList<RecordedEvent> implements RandomAccess {

    static final StreamId STREAM = new StreamId("counter-long");

    private static final String CATEGORY = "counter";
    private static final String TYPE = "Counted";
    private static final int DIFFERENT = 1_000;

    private final int size;
    private final Payload[] payloads = new Payload[DIFFERENT];

    LongStream(int size) {
        this.size = size;
        for (int i = 0; i < DIFFERENT; i++) {
            payloads[i] = Payload.json(payload(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public RecordedEvent get(int index) {
        long version = index + 1L;
        return new RecordedEvent(new EventHeader("e" + version, STREAM, CATEGORY, version, OrderToken.of(version), TYPE,
                "1", null, null, null, null, Set.of()), payloads[(int) (version % DIFFERENT)], Payload.none());
    }

    @Override
    public int size() {
        return size;
    }

    /// Writes the same events into a store, in one statement: an append a page would take longer than all that is measured.
    void write(Database database) {
        StringBuilder rows = new StringBuilder("create table eventscope.bench_payload (i int primary key, text json);"
                + " insert into eventscope.bench_payload values ");
        for (int i = 0; i < DIFFERENT; i++) {
            rows.append(i == 0 ? "" : ",").append('(').append(i).append(",'").append(payload(i)).append("')");
        }
        ScratchStore.execute(database, rows.toString());
        ScratchStore.execute(database,
                """
                        insert into eventscope.event
                            (event_id, stream, category, version, type, schema_version, payload, metadata, occurred_at)
                        select md5(v::text)::uuid, '%s', '%s', v, '%s', 1, p.text, '{}', timestamptz '2026-01-01' + v * interval '1 second'
                        from generate_series(1, %d) v
                        join eventscope.bench_payload p on p.i = v %% %d
                        order by v;
                        insert into eventscope.stream (name, category, version, first_position, last_position, last_type)
                        select '%s', '%s', max(version), min(position), max(position), '%s' from eventscope.event
                        """
                        .formatted(STREAM.name(), CATEGORY, TYPE, size, DIFFERENT, STREAM.name(), CATEGORY, TYPE));
        ScratchStore.execute(database, "vacuum analyze eventscope.event");
    }

    private static String payload(int i) {
        return "{\"amount\":" + i * 37 + ",\"owner\":\"owner-" + i % 50 + "\",\"field" + i % 20 + "\":\""
                + "v".repeat(40)
                + "\",\"place\":{\"row\":" + i % 40 + ",\"open\":" + (i % 2 == 0) + ",\"at\":\"" + "p".repeat(30)
                + "\"},\"price\":" + i + ".25,\"note\":\"" + "n".repeat(120) + "\"}";
    }
}
