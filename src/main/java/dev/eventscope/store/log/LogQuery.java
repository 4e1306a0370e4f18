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
/// Shape: `key` is the column that orders: the position, within a stream the version. `over` is exclusive, `upTo` inclusive.
///        `lead` is a column that has one value throughout and stands before the key in an index; null where there is none.
record LogQuery(List<Term> terms, @Nullable Term lead, String key, boolean backward, @Nullable Long over,
        @Nullable Long upTo) {

    /// A column and its value, or a comparison with a `?` for it.
    record Term(String text, Object value) {}

    static LogQuery of(EventScope scope, EventRange range, EventQuery.Direction direction) {
        List<Term> terms = new ArrayList<>();
        // Within one stream the order of versions is the order of positions: the unique index (stream, version) serves both.
        boolean byVersion = scope instanceof EventScope.OfStream;
        Term lead = switch (scope) {
            case EventScope.OfCategory(var category) -> new Term("category", category);
            case EventScope.OfType(var type) -> new Term("type", type);
            case EventScope.AllEvents() -> null;
            case EventScope.OfStream(var stream) -> {
                terms.add(new Term("stream = ?", stream.name()));
                yield null;
            }
            case EventScope.OfCorrelation(var id) -> {
                terms.add(new Term("correlation_id = ?", uuidOrNone(id)));
                yield null;
            }
        };
        Long over = null;
        Long upTo = null;
        switch (range) {
            case EventRange.Versions(long from, long to) -> {
                over = Math.max(from, 1) - 1;
                upTo = to == Long.MAX_VALUE ? null : to;
            }
            case EventRange.Orders(var after, var last) when byVersion -> {
                bound(terms, "position > ?", after);
                bound(terms, "position <= ?", last);
            }
            case EventRange.Orders(var after, var last) -> {
                over = after == null ? null : after.position();
                upTo = last == null ? null : last.position();
            }
        }
        return new LogQuery(terms, lead, byVersion ? "version" : "position",
                direction == EventQuery.Direction.BACKWARD, over, upTo);
    }

    /// The rest of it behind an event that was read.
    LogQuery after(EventHeader last) {
        long value = key.equals("version") ? Objects.requireNonNull(last.version()) : last.order().position();
        return new LogQuery(terms, lead, key, backward, backward ? over : Long.valueOf(value),
                backward ? Long.valueOf(value - 1) : upTo);
    }

    String select(String columns, int limit) {
        String direction = backward ? " desc" : "";
        return "select " + columns + "\nfrom eventscope.event\n" + where() + "order by "
                + (lead == null ? "" : lead.text + direction + ", ") + key + direction + "\nlimit " + limit;
    }

    String where() {
        List<String> all = new ArrayList<>(terms.stream().map(Term::text).toList());
        if (lead != null) {
            // Compared as a pair, since only the index of the pair has this order: with an equality the planner may walk
            // the primary key instead, and look at every other event where all of these lie far away.
            all.add("(" + lead.text + ", " + key + ") > (?, ?)");
            all.add("(" + lead.text + ", " + key + ") <= (?, ?)");
        } else {
            if (over != null) {
                all.add(key + " > ?");
            }
            if (upTo != null) {
                all.add(key + " <= ?");
            }
        }
        return all.isEmpty() ? "" : "where " + String.join(" and ", all) + "\n";
    }

    @Nullable
    Object[] values() {
        List<Object> values = new ArrayList<>(terms.stream().map(Term::value).toList());
        if (lead != null) {
            values.add(lead.value);
            values.add(over == null ? Long.valueOf(Long.MIN_VALUE) : over);
            values.add(lead.value);
            values.add(upTo == null ? Long.valueOf(Long.MAX_VALUE) : upTo);
        } else {
            if (over != null) {
                values.add(over);
            }
            if (upTo != null) {
                values.add(upTo);
            }
        }
        return values.toArray();
    }

    /// The same as a person would write it, values and all.
    String readable(String columns, int limit) {
        List<Term> all = new ArrayList<>(terms);
        if (lead != null) {
            all.add(new Term(lead.text + " = ?", lead.value));
        }
        if (over != null && upTo != null && over + 1 == upTo) {
            all.add(new Term(key + " = ?", upTo));
        } else {
            if (over != null && over > 0) {
                all.add(new Term(key + " > ?", over));
            }
            if (upTo != null) {
                all.add(new Term(key + " <= ?", upTo));
            }
        }
        String where = all.isEmpty()
                ? ""
                : "where " + String.join("\n  and ", all.stream().map(Term::text).toList()) + "\n";
        return LogSql.inlined("select " + columns + "\nfrom eventscope.event\n" + where + "order by " + key
                + (backward ? " desc" : "") + "\nlimit " + limit, all.stream().map(Term::value).toArray());
    }

    private static void bound(List<Term> terms, String text, @Nullable OrderToken token) {
        if (token != null) {
            terms.add(new Term(text, token.position()));
        }
    }

    private static UUID uuidOrNone(String text) {
        UUID uuid = LogRows.uuid(text);
        return uuid == null ? new UUID(0, 0) : uuid;
    }
}
