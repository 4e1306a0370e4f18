package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;

/// The SQL of one page of events: a scope, a range, a direction. Keyset only; the values go as parameters.
///
/// Shape: `key` is the column that orders: the position, within a stream the version.
record LogQuery(List<String> terms, String key, boolean backward, List<@Nullable Object> parameters) {

    static LogQuery of(EventScope scope, EventRange range, EventQuery.Direction direction) {
        List<String> terms = new ArrayList<>();
        List<@Nullable Object> parameters = new ArrayList<>();
        boolean byVersion = scope instanceof EventScope.OfStream;
        switch (scope) {
            case EventScope.AllEvents() -> {
            }
            case EventScope.OfStream(var stream) -> term(terms, "stream = ?", parameters, stream.name());
            case EventScope.OfCategory(var category) -> term(terms, "category = ?", parameters, category);
            case EventScope.OfType(var type) -> term(terms, "type = ?", parameters, type);
            case EventScope.OfCorrelation(var id) ->
                term(terms, "correlation_id = ?", parameters, uuidOrNone(id));
        }
        switch (range) {
            case EventRange.Versions(long from, long to) -> {
                term(terms, "version >= ?", parameters, from);
                term(terms, "version <= ?", parameters, to);
            }
            case EventRange.Orders(var after, var upTo) -> {
                bound(terms, "position > ?", parameters, after);
                bound(terms, "position <= ?", parameters, upTo);
            }
        }
        // Within one stream the order of versions is the order of positions: the unique index (stream, version) serves both.
        return new LogQuery(terms, byVersion ? "version" : "position", direction == EventQuery.Direction.BACKWARD,
                parameters);
    }

    /// The rest of it behind an event that was read.
    LogQuery after(EventHeader last) {
        long value = key.equals("version") ? Objects.requireNonNull(last.version()) : last.order().position();
        List<String> moreTerms = new ArrayList<>(terms);
        List<@Nullable Object> moreParameters = new ArrayList<>(parameters);
        term(moreTerms, key + (backward ? " < ?" : " > ?"), moreParameters, value);
        return new LogQuery(moreTerms, key, backward, moreParameters);
    }

    String select(String columns, int limit) {
        return "select " + columns + "\nfrom eventscope.event\n" + where() + "order by " + key
                + (backward ? " desc" : "") + "\nlimit " + limit;
    }

    String where() {
        return terms.isEmpty() ? "" : "where " + String.join(" and ", terms) + "\n";
    }

    @Nullable
    Object[] values() {
        return parameters.toArray();
    }

    private static void bound(List<String> terms, String term, List<@Nullable Object> parameters,
            @Nullable OrderToken token) {
        if (token != null) {
            term(terms, term, parameters, token.position());
        }
    }

    private static void term(List<String> terms, String term, List<@Nullable Object> parameters, Object value) {
        terms.add(term);
        parameters.add(value);
    }

    private static UUID uuidOrNone(String text) {
        UUID uuid = LogRows.uuid(text);
        return uuid == null ? new UUID(0, 0) : uuid;
    }
}
