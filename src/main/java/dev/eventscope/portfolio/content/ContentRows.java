package dev.eventscope.portfolio.content;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Tx;

/// The rows of one generation of the read model.
record ContentRows(int generation) {

    /// What is beyond is not searched: PostgreSQL keeps at most 1 MB of words a row.
    private static final int MAX_SEARCH_CHARS = 100_000;

    private static final String PUT = """
            insert into portfolio.content_row (generation, id, path, title, type, last_modified, search_text)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (generation, id) do update
            set path = excluded.path, title = excluded.title, type = excluded.type,
                last_modified = excluded.last_modified, search_text = excluded.search_text""";

    void put(Tx tx, StreamId id, JsonNode state, @Nullable Instant modified) {
        String path = state.path("path").asText(id.name());
        String title = state.path("title").asText(Title.ofPath(path));
        tx.update(PUT, generation, id.name(), path, title, ContentType.of(state.path("mode").asText(""), path).word(),
                modified == null ? Instant.EPOCH : modified,
                searchText(title, path, state.path("text").asText("")));
    }

    void delete(Tx tx, StreamId id) {
        tx.update("delete from portfolio.content_row where generation = ? and id = ?", generation, id.name());
    }

    int clear(Tx tx, int limit) {
        return tx.update("""
                delete from portfolio.content_row
                where generation = ? and id = any (array(
                    select id from portfolio.content_row where generation = ? limit ?))""", generation, generation,
                limit);
    }

    // PostgreSQL takes a path for one word; its parts are words too.
    private static String searchText(String title, String path, String text) {
        String words = path.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        String all = String.join("\n", title, path, words, text).replace("\0", "");
        int end = Math.min(all.length(), MAX_SEARCH_CHARS);
        return all.substring(0, end < all.length() && Character.isHighSurrogate(all.charAt(end - 1)) ? end - 1 : end);
    }
}
