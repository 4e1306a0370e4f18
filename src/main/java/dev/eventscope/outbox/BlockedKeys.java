package dev.eventscope.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;
import dev.eventscope.store.Tx;

/// The rows of the keys that wait behind a refused head. Only the owner of the shard calls this, inside its lease.
///
/// Shape: a parked key is left alone until an operator's function makes it due again.
final class BlockedKeys {

    /// A key that is to be tried again.
    record Due(String stream, long version, int attempts) {}

    private static final int PAGE = 100;

    private static final String DUE = """
            select stream, version, attempts
            from eventscope.relay_blocked_key
            where shard = ? and next_attempt_at <= clock_timestamp()
            order by next_attempt_at
            limit ?""";
    private static final String REFUSED = """
            insert into eventscope.relay_blocked_key as b (stream, shard, version, event_id, attempts, error_class,
                                                           error_message, state, next_attempt_at, parked_at)
            select stream, shard, version, event_id, attempts, error_class, error_message,
                   case when delay is null then 'parked' else 'retrying' end,
                   clock_timestamp() + delay * interval '1 millisecond',
                   case when delay is null then clock_timestamp() end
            from (values (?, ?::int, ?::bigint, ?::uuid, ?::int, ?, ?, ?::bigint))
                 as v(stream, shard, version, event_id, attempts, error_class, error_message, delay)
            on conflict (stream) do update
            set version = excluded.version, event_id = excluded.event_id, attempts = excluded.attempts,
                error_class = excluded.error_class, error_message = excluded.error_message, state = excluded.state,
                next_attempt_at = excluded.next_attempt_at, parked_at = excluded.parked_at""";
    private static final String ADVANCED = """
            update eventscope.relay_blocked_key
            set version = ?, event_id = null, attempts = 0, next_attempt_at = clock_timestamp()
            where stream = ?""";
    private static final String FREED = """
            delete from eventscope.relay_blocked_key
            where stream = ?""";
    private static final String ANY = """
            select exists (select from eventscope.relay_blocked_key where shard = ?) as any_waits""";
    private static final String AMONG = """
            select stream
            from eventscope.relay_blocked_key
            where shard = ? and stream = any (?::text[])""";

    private final Database store;
    private final int shard;
    private final KeyRetry retry;

    BlockedKeys(Database store, int shard, KeyRetry retry) {
        this.store = store;
        this.shard = shard;
        this.retry = retry;
    }

    /// Those whose time has come by the server's clock, the longest due first.
    List<Due> due() {
        return store.read(tx -> tx.query(DUE,
                row -> new Due(row.string("stream"), row.longValue("version"), row.intValue("attempts")), shard, PAGE));
    }

    /// Blocks a key at its refused head, or keeps it blocked; parks it after the last attempt.
    void refused(Tx tx, RefusedEvent head, int attempt) {
        Duration delay = retry.isLast(attempt) ? null : retry.delayAfter(attempt);
        tx.update(REFUSED, head.key(), shard, head.version(), UUID.fromString(head.event().id()), attempt,
                head.errorClass(), head.message(), millis(delay));
    }

    /// What was before this version is published; the rest is tried at once.
    void advanced(Tx tx, String stream, long version) {
        tx.update(ADVANCED, version, stream);
    }

    /// Nothing of the key waits any more: its later events go with the shard again.
    void freed(Tx tx, String stream) {
        tx.update(FREED, stream);
    }

    /// Those among the keys of these events that wait.
    Set<String> among(List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return Set.of();
        }
        // Usually none waits at all, and thousands of names need not be sent to hear so.
        if (!store.read(tx -> tx.query(ANY, row -> row.booleanValue("any_waits"), shard)).getFirst()) {
            return Set.of();
        }
        List<String> keys = events.stream().map(event -> event.stream().name()).distinct().toList();
        return Set.copyOf(store.read(tx -> tx.query(AMONG, row -> row.string("stream"), shard, keys)));
    }

    private static @Nullable Long millis(@Nullable Duration delay) {
        return delay == null ? null : delay.toMillis();
    }
}
