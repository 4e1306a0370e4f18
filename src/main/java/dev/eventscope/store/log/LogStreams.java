package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.StreamPage;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.store.Tx;

/// Lists the streams of the native schema by keyset. No statement looks at more than [#MOST_LOOKED] names.
final class LogStreams {

    /// A text within names has no index: so many names are looked at between two answers.
    static final int MOST_LOOKED = 20_000;

    private static final String COLUMNS = "name, category, version, last_position, first_at, last_at, last_type";

    private record Reached(@Nullable String name, long looked) {}

    private final Database database;

    LogStreams(Database database) {
        this.database = database;
    }

    List<StreamSummary> read(StreamQuery query) {
        List<StreamSummary> found = new ArrayList<>();
        StreamQuery next = query;
        while (true) {
            Cancellation.check();
            StreamPage page = page(next.limited(query.limit() - found.size()));
            found.addAll(page.rows());
            if (page.isEnd() || found.size() == query.limit()) {
                return found;
            }
            next = next.beyond(page.reached());
        }
    }

    StreamPage page(StreamQuery query) {
        return database.readByIndex(tx -> query.nameContains() == null ? plain(tx, query) : looking(tx, query));
    }

    Optional<StreamSummary> find(StreamId stream) {
        return find(List.of(stream)).stream().findFirst();
    }

    List<StreamSummary> find(Collection<StreamId> streams) {
        List<String> names = streams.stream().map(StreamId::name).toList();
        return database.readByIndex(tx -> tx.query("select " + COLUMNS + """

                from eventscope.stream
                where name = any (?)""", LogRows::stream, names));
    }

    /// The statement of a page, for [LogSql] too.
    static Statement statement(StreamQuery query) {
        Statement names = names(query);
        if (query.nameContains() != null) {
            names.add("name ilike ?", "%" + escaped(query.nameContains()) + "%");
        }
        return new Statement("select " + COLUMNS + "\nfrom eventscope.stream\n" + names.where() + order(query)
                + "\nlimit " + query.limit(), names.terms, names.parameters);
    }

    private static StreamPage plain(Tx tx, StreamQuery query) {
        Statement statement = statement(query);
        List<StreamSummary> rows = tx.query(statement.sql, LogRows::stream, statement.values());
        return new StreamPage(rows, rows.isEmpty() ? query.beyondName() : rows.getLast().stream().name(),
                rows.size() < query.limit());
    }

    /// First how far so many names reach, by the index alone, then those among them that hold the text.
    private static StreamPage looking(Tx tx, StreamQuery query) {
        Statement names = names(query);
        Reached reached = tx.query("select " + (query.isBackward() ? "min" : "max")
                + "(name) as name, count(*) as looked\nfrom (select name from eventscope.stream\n"
                + names.where() + order(query) + "\nlimit " + MOST_LOOKED + ") looked",
                row -> new Reached(row.nullableString("name"), row.longValue("looked")), names.values()).getFirst();
        if (reached.name() == null) {
            return new StreamPage(List.of(), query.beyondName(), true);
        }
        Statement statement = statement(query, reached.name());
        List<StreamSummary> rows = tx.query(statement.sql, LogRows::stream, statement.values());
        if (rows.size() == query.limit()) {
            return new StreamPage(rows, rows.getLast().stream().name(), false);
        }
        return new StreamPage(rows, reached.name(), reached.looked() < MOST_LOOKED);
    }

    private static Statement statement(StreamQuery query, String reached) {
        Statement names = names(query);
        names.add(query.isBackward() ? "name >= ?" : "name <= ?", reached);
        names.add("name ilike ?", "%" + escaped(Objects.requireNonNull(query.nameContains())) + "%");
        return new Statement("select " + COLUMNS + "\nfrom eventscope.stream\n" + names.where() + order(query)
                + "\nlimit " + query.limit(), names.terms, names.parameters);
    }

    /// What an index answers: the category, the beginning of the name, and where the page begins.
    private static Statement names(StreamQuery query) {
        Statement names = new Statement("", new ArrayList<>(), new ArrayList<>());
        if (query.category() != null) {
            names.add("category = ?", query.category());
        }
        String prefix = query.namePrefix();
        if (prefix != null && !prefix.isEmpty()) {
            names.add("name >= ?", prefix);
            String end = afterAllWith(prefix);
            if (end != null) {
                names.add("name < ?", end);
            }
        }
        if (query.beyondName() != null) {
            names.add(query.isBackward() ? "name < ?" : "name > ?", query.beyondName());
        }
        return names;
    }

    /// The first text, in the order of code points, that comes after all that begin with `prefix`; null where none does.
    private static @Nullable String afterAllWith(String prefix) {
        int[] points = prefix.codePoints().toArray();
        for (int last = points.length - 1; last >= 0; last--) {
            if (points[last] < Character.MAX_CODE_POINT) {
                int next = points[last] + 1;
                // Surrogates are no characters: UTF-8 has none, and the order goes on behind them.
                points[last] = next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE
                        ? Character.MAX_SURROGATE + 1
                        : next;
                return new String(points, 0, last + 1);
            }
        }
        return null;
    }

    private static String order(StreamQuery query) {
        // With a category the index is (category, name): the order names both, so that the planner sees it.
        String direction = query.isBackward() ? " desc" : "";
        return "order by " + (query.category() == null ? "" : "category" + direction + ", ") + "name" + direction;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /// Conditions as they grow, and the whole text.
    record Statement(String sql, List<String> terms, List<Object> parameters) {

        void add(String term, Object parameter) {
            terms.add(term);
            parameters.add(parameter);
        }

        String where() {
            return terms.isEmpty() ? "" : "where " + String.join(" and ", terms) + "\n";
        }

        Object[] values() {
            return parameters.toArray();
        }
    }
}
