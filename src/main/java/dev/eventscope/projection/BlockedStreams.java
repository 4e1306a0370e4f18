package dev.eventscope.projection;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Tx;

/// The streams of one handler whose next event failed or has not come, and the events that wait in them.
///
/// Threads: the row of the stream in the [Inbox] is locked before anything here is changed.
final class BlockedStreams {

    private static final String BLOCK = """
            insert into eventscope.blocked_stream as b (handler, stream, reason, state, event_id, version, attempts,
                next_attempt_at, error_class, error_message, parked_at)
            select ?, ?, ?, x.state, ?, ?, ?, case when x.state = 'retrying' then clock_timestamp() + ? * interval '1 millisecond' end,
                   ?, ?, case when x.state = 'parked' then clock_timestamp() end
            from (select ?::text as state) x
            on conflict (handler, stream) do update
            set reason = excluded.reason, state = excluded.state, event_id = excluded.event_id,
                version = excluded.version, attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at,
                error_class = excluded.error_class, error_message = excluded.error_message,
                parked_at = excluded.parked_at""";
    private static final String NEXT = """
            update eventscope.blocked_stream
            set state = 'retrying', attempts = 0, next_attempt_at = clock_timestamp(), parked_at = null,
                event_id = ?, version = ?
            where handler = ? and stream = ?""";
    private static final String WAKE_GAPS = """
            update eventscope.blocked_stream b
            set state = 'retrying', next_attempt_at = clock_timestamp()
            from eventscope.handled_stream h, eventscope.parked_event p
            where b.handler = ? and b.stream = any (?::text[]) and b.state = 'waiting'
              and h.handler = b.handler and h.stream = b.stream
              and p.handler = b.handler and p.stream = b.stream and p.version = h.version + 1""";

    private final int handler;

    BlockedStreams(int handler) {
        this.handler = handler;
    }

    /// A stream that is due, as it stood when it was locked.
    record Due(int attempts) {}

    Set<String> among(Tx tx, Collection<String> streams) {
        return new HashSet<>(tx.query("""
                select stream
                from eventscope.blocked_stream
                where handler = ? and stream = any (?::text[])""", row -> row.string("stream"), handler,
                List.copyOf(streams)));
    }

    /// Blocks a stream at an event: waiting for the version before it, or parked at once.
    void block(Tx tx, Intake.Block block) {
        write(tx, block.event(), block.isGap() ? "gap" : "poison", block.isGap() ? "waiting" : "parked", 0, 0,
                block.why());
    }

    /// Blocks a stream at an event that failed for the so manieth time, until the next attempt or for good.
    void failed(Tx tx, RecordedEvent event, int attempt, RetryPolicy policy, HandlingError error) {
        boolean parks = policy.parksAfter(attempt);
        write(tx, event, "poison", parks ? "parked" : "retrying", attempt,
                parks ? 0 : policy.pauseAfter(attempt).toMillis(), error);
    }

    private void write(Tx tx, RecordedEvent event, String reason, String state, int attempt, long pauseMs,
            HandlingError error) {
        tx.update(BLOCK, handler, event.stream().name(), reason, UUID.fromString(event.id()), Intake.version(event),
                attempt, pauseMs, error.errorClass(), error.message(), state);
    }

    /// Lets events wait; a stream that waited for just this version is due at once.
    void hold(Tx tx, List<RecordedEvent> events) {
        if (!events.isEmpty()) {
            ParkedRows.insert(tx, handler, events);
            tx.update(WAKE_GAPS, handler, events.stream().map(event -> event.stream().name()).distinct().toList());
        }
    }

    /// Streams whose next attempt is due, the longest due first.
    List<String> due(Tx tx, int limit) {
        return tx.query("""
                select stream
                from eventscope.blocked_stream
                where handler = ? and next_attempt_at <= clock_timestamp()
                order by next_attempt_at
                limit ?""", row -> row.string("stream"), handler, limit);
    }

    /// Empty where it is not due any more.
    Optional<Due> lockDue(Tx tx, String stream) {
        return tx.queryOne("""
                select attempts
                from eventscope.blocked_stream
                where handler = ? and stream = ? and next_attempt_at <= clock_timestamp()
                for update""", row -> new Due(row.intValue("attempts")), handler, stream);
    }

    Optional<RecordedEvent> first(Tx tx, String stream) {
        return ParkedRows.first(tx, handler, stream);
    }

    /// Lets go of an event that waits no longer. The one behind it is due now; without one the stream flows again.
    void release(Tx tx, RecordedEvent event) {
        String stream = event.stream().name();
        ParkedRows.delete(tx, handler, event);
        Optional<RecordedEvent> next = first(tx, stream);
        if (next.isPresent()) {
            tx.update(NEXT, UUID.fromString(next.get().id()), Intake.version(next.get()), handler, stream);
        } else {
            unblock(tx, stream);
        }
    }

    void unblock(Tx tx, String stream) {
        tx.update("delete from eventscope.blocked_stream where handler = ? and stream = ?", handler, stream);
    }
}
