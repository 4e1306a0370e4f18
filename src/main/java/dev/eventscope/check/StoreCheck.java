package dev.eventscope.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.eventscope.check.Finding.Rule;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.log.SettledPosition;

/// Checks a native store from end to end. Reads only.
///
/// Shape: slice by slice of positions and of stream names, each a short transaction; findings come as they are found,
///        events before streams, then who holds delivery back, which is a transaction that has appended and is open for
///        longer than any append takes, and at last what consumers wait for. Events recorded meanwhile may or may not be
///        looked at.
/// Threads: blocks; stopped by the [Cancellation] of the calling thread.
public final class StoreCheck {

    private static final long SLICE = 50_000;
    private static final int STREAMS = 5_000;
    private static final long AN_APPEND_TAKES_S = 5;

    private static final String HEAD = "select coalesce(max(position), 0) as position from eventscope.event";

    private static final String VERSION_GAPS = """
            select e.event_id, e.stream, e.version
            from eventscope.event e
            where e.position > ? and e.position <= ? and e.version > 1
              and not exists (select from eventscope.event p where p.stream = e.stream and p.version = e.version - 1)
            order by e.position""";
    private static final String DUPLICATE_IDS = """
            select e.event_id, e.position
            from eventscope.event e
            where e.position > ? and e.position <= ?
              and exists (select from eventscope.event d where d.event_id = e.event_id and d.position < e.position)
            order by e.position""";
    private static final String ORPHAN_CAUSES = """
            select e.event_id, e.causation_id
            from eventscope.event e
            where e.position > ? and e.position <= ? and e.causation_id is not null
              and not exists (select from eventscope.event c where c.event_id = e.causation_id)
            order by e.position""";
    private static final String CAUSES_AFTER_EFFECTS = """
            select e.event_id, e.position, c.event_id as cause, c.position as cause_position
            from eventscope.event e
            join eventscope.event c on c.event_id = e.causation_id
            where e.position > ? and e.position <= ? and c.position >= e.position
            order by e.position""";
    private static final String STREAM_HEADS = """
            select s.name, s.version, coalesce(e.version, 0) as found
            from (select name, version from eventscope.stream where name > ? order by name limit ?) s
            left join lateral (select version from eventscope.event where stream = s.name order by version desc limit 1) e
                 on true
            order by s.name""";

    private final Database database;

    public StoreCheck(Database database) {
        this.database = database;
    }

    public void run(Consumer<Finding> sink) {
        long head = database.read(tx -> tx.query(HEAD, row -> row.longValue("position")).getFirst());
        for (long after = 0; after < head; after += SLICE) {
            Cancellation.check();
            events(after, Math.min(head, after + SLICE), sink);
        }
        streams(sink);
        heldBack(sink);
        new ConsumerCheck(database, sink).run();
    }

    private void events(long after, long upTo, Consumer<Finding> sink) {
        find(VERSION_GAPS, after, upTo, StoreCheck::versionGap, sink);
        find(DUPLICATE_IDS, after, upTo, StoreCheck::duplicate, sink);
        find(ORPHAN_CAUSES, after, upTo, StoreCheck::orphan, sink);
        find(CAUSES_AFTER_EFFECTS, after, upTo, StoreCheck::causeLater, sink);
    }

    private void find(String sql, long after, long upTo, java.util.function.Function<Row, Finding> finding,
            Consumer<Finding> sink) {
        database.read(Database.LONG, tx -> {
            tx.forEach(sql, row -> sink.accept(finding.apply(row)), after, upTo);
            return null;
        });
    }

    private void streams(Consumer<Finding> sink) {
        String after = "";
        while (true) {
            Cancellation.check();
            String from = after;
            List<Head> page = database.read(Database.LONG, tx -> tx.query(STREAM_HEADS, Head::of, from, STREAMS));
            page.forEach(head -> head.finding().ifPresent(sink));
            if (page.size() < STREAMS) {
                return;
            }
            after = page.getLast().stream();
        }
    }

    private void heldBack(Consumer<Finding> sink) {
        new SettledPosition(database).holding().stream()
                .filter(holder -> holder.since() == null || holder.ageSeconds() >= AN_APPEND_TAKES_S)
                .forEach(holder -> sink.accept(new Finding(Rule.HELD_BACK, null, "delivery is held back: "
                        + holder.sentence())));
    }

    /// What a stream's own row says of its last version, and what its events say.
    private record Head(String stream, long version, long found) {

        static Head of(Row row) {
            return new Head(row.string("name"), row.longValue("version"), row.longValue("found"));
        }

        Optional<Finding> finding() {
            return version == found
                    ? Optional.empty()
                    : Optional.of(new Finding(Rule.STREAM_HEAD, null, "stream " + stream + " says it ends at version "
                            + version + ", its last event has version " + found));
        }
    }

    private static Finding versionGap(Row row) {
        return new Finding(Rule.VERSION_GAP, row.uuid("event_id").toString(), "stream " + row.string("stream")
                + " has version " + row.longValue("version") + " but not " + (row.longValue("version") - 1));
    }

    private static Finding duplicate(Row row) {
        return new Finding(Rule.DUPLICATE_ID, row.uuid("event_id").toString(),
                "the event at position " + row.longValue("position") + " has the id of an earlier one");
    }

    private static Finding orphan(Row row) {
        return new Finding(Rule.ORPHAN_CAUSE, row.uuid("event_id").toString(),
                "its cause " + row.uuid("causation_id") + " is not in the store");
    }

    private static Finding causeLater(Row row) {
        return new Finding(Rule.CAUSE_AFTER_EFFECT, row.uuid("event_id").toString(),
                "it is at position " + row.longValue("position") + ", its cause " + row.uuid("cause") + " at "
                        + row.longValue("cause_position"));
    }
}
