package dev.eventscope.store.log;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;

/// Finds events of the native schema by ids: their own, that of their cause, and by the beginnings of ids.
///
/// Shape: an id that is no UUID is nobody's.
final class LogLookups {

    private final Database database;

    LogLookups(Database database) {
        this.database = database;
    }

    List<RecordedEvent> events(Collection<String> eventIds) {
        List<UUID> ids = eventIds.stream().map(LogRows::uuid).filter(Objects::nonNull).toList();
        return database.read(tx -> tx.query("select " + LogRows.EVENT_COLUMNS + """

                from eventscope.event
                where event_id = any (?::uuid[])
                order by position""", LogRows::event, ids));
    }

    Optional<EventHeader> cause(EventHeader effect) {
        String cause = effect.causeId();
        UUID id = cause == null ? null : LogRows.uuid(cause);
        if (id == null) {
            return Optional.empty();
        }
        return database.read(tx -> tx.queryOne("select " + LogRows.HEADER_COLUMNS
                + "\nfrom eventscope.event\nwhere event_id = ?", LogRows::header, id));
    }

    /// In the order of an index, so that a cause of a million costs no more than its page.
    List<EventHeader> effects(EventHeader cause, int limit) {
        UUID id = LogRows.uuid(cause.id());
        if (id == null) {
            return List.of();
        }
        return database.read(tx -> tx.query("select " + LogRows.HEADER_COLUMNS + """

                from eventscope.event
                where causation_id = ?
                order by position
                limit ?""", LogRows::header, id, limit));
    }

    List<EventHeader> effects(List<EventHeader> causes, int limit) {
        List<UUID> ids = causes.stream().map(cause -> LogRows.uuid(cause.id())).filter(Objects::nonNull).toList();
        return database.read(tx -> tx.query("select " + LogRows.HEADER_COLUMNS + """

                from eventscope.event
                where causation_id = any (?::uuid[])
                order by position
                limit ?""", LogRows::header, ids, limit));
    }

    /// The ids in a column that begin with some hex digits, 4 at least.
    List<String> ids(String column, String prefix, int limit) {
        String hex = prefix.replace("-", "").toLowerCase(Locale.ROOT);
        if (hex.length() < 4 || hex.length() > 32 || !hex.matches("[0-9a-f]+")) {
            return List.of();
        }
        UUID low = uuidOf(hex, '0');
        UUID high = uuidOf(hex, 'f');
        return database.read(tx -> tx.query("select distinct " + column + " as id from eventscope.event where " + column
                + " between ? and ? order by " + column + " limit ?", row -> row.string("id"), low, high, limit));
    }

    private static UUID uuidOf(String hex, char fill) {
        String digits = hex + String.valueOf(fill).repeat(32 - hex.length());
        return new UUID(Long.parseUnsignedLong(digits.substring(0, 16), 16),
                Long.parseUnsignedLong(digits.substring(16), 16));
    }
}
