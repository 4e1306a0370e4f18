package dev.eventscope.portfolio.content;

import java.util.List;
import java.util.Optional;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.Migrations;
import dev.eventscope.store.Row;

/// The query side: what [ContentProjector] has made of the events so far.
///
/// Errors: every [dev.eventscope.store.StoreException].
/// Threads: safe from any thread; blocks.
public final class ContentReadModel {

    /// The schema of the read side, apart from that of the events.
    public static final String SCHEMA = "portfolio";
    public static final int MAX_LIMIT = 1_000;

    private static final String COLUMNS = "select id, path, title, type, last_modified, search_text from portfolio.content ";

    private final Database database;

    public ContentReadModel(Database database) {
        this.database = database;
    }

    /// Creates or migrates the tables of the read side.
    public static void migrate(Database database) {
        Migrations.migrate(database, SCHEMA, "db/portfolio");
    }

    public Optional<ContentProjection> find(StreamId id) {
        return database.read(tx -> tx.queryOne(COLUMNS + "where id = ?", ContentReadModel::projection, id.name()));
    }

    /// Content that holds all the words, the best match first. `"a phrase"`, `or` and `-word` work as in a web search.
    public List<ContentProjection> search(String words, int limit) {
        return database.read(tx -> tx.query(COLUMNS + """
                where search @@ websearch_to_tsquery('simple', ?)
                order by ts_rank(search, websearch_to_tsquery('simple', ?)) desc, id
                limit ?""", ContentReadModel::projection, words, words, checked(limit)));
    }

    /// What was modified last, newest first.
    public List<ContentProjection> readNewest(int limit) {
        return database.read(tx -> tx.query(COLUMNS + "order by last_modified desc, id desc limit ?",
                ContentReadModel::projection, checked(limit)));
    }

    /// How many files exist now.
    public long count() {
        return database.read(tx -> tx.query("select count(*) as files from portfolio.content",
                row -> row.longValue("files")).getFirst());
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1.." + MAX_LIMIT + ", was " + limit);
        }
        return limit;
    }

    private static ContentProjection projection(Row row) {
        return new ContentProjection(new StreamId(row.string("id")), row.string("path"), row.string("title"),
                ContentType.ofWord(row.string("type")), row.instant("last_modified"), row.string("search_text"));
    }
}
