package dev.eventscope.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Tx;

/// What one handler has handled: every event by its id, for ever, and every stream up to a version.
final class Inbox {

    private final int handler;

    Inbox(int handler) {
        this.handler = handler;
    }

    /// Locks streams, in the order of their names, and answers the version that each is handled up to; 0 for a new one.
    Map<String, Long> lock(Tx tx, Collection<String> streams) {
        List<String> names = List.copyOf(streams);
        tx.update("""
                insert into eventscope.handled_stream (handler, stream)
                select ?, s
                from unnest(?::text[]) s
                where not exists (select from eventscope.handled_stream h where h.handler = ? and h.stream = s)
                order by s collate "C"
                on conflict do nothing""", handler, names, handler);
        Map<String, Long> versions = new HashMap<>();
        tx.query("""
                select stream, version
                from eventscope.handled_stream
                where handler = ? and stream = any (?::text[])
                order by stream
                for no key update""", row -> versions.put(row.string("stream"), row.longValue("version")), handler,
                names);
        return versions;
    }

    /// Locks one stream; empty where another is at work on it.
    OptionalLong tryLock(Tx tx, String stream) {
        return tx.query("""
                select version
                from eventscope.handled_stream
                where handler = ? and stream = ?
                for no key update skip locked""", row -> row.longValue("version"), handler, stream).stream()
                .mapToLong(Long::longValue).findFirst();
    }

    /// Which of these events have been handled, or passed over by an operator.
    Set<UUID> known(Tx tx, List<RecordedEvent> events) {
        return new HashSet<>(tx.query("""
                select event_id
                from eventscope.handled_event
                where handler = ? and event_id = any (?::uuid[])""", row -> row.uuid("event_id"), handler,
                ids(events)));
    }

    /// Writes events down as handled. Answers those that nobody else wrote down meanwhile, in their order.
    List<RecordedEvent> record(Tx tx, List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        Set<UUID> added = new HashSet<>(tx.query("""
                insert into eventscope.handled_event (handler, event_id)
                select ?, id
                from unnest(?::uuid[]) id
                on conflict do nothing
                returning event_id""", row -> row.uuid("event_id"), handler, ids(events)));
        return events.stream().filter(event -> added.contains(UUID.fromString(event.id()))).toList();
    }

    /// Moves the streams of these events, which are locked, up to their versions.
    void advance(Tx tx, List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Long> versions = new HashMap<>();
        events.forEach(event -> versions.merge(event.stream().name(), Intake.version(event), Math::max));
        tx.update("""
                update eventscope.handled_stream h set version = greatest(h.version, x.version)
                from unnest(?::text[], ?::bigint[]) as x(stream, version)
                where h.handler = ? and h.stream = x.stream""", new ArrayList<>(versions.keySet()),
                new ArrayList<>(versions.values()), handler);
    }

    private static List<UUID> ids(List<RecordedEvent> events) {
        return events.stream().map(event -> UUID.fromString(event.id())).toList();
    }
}
