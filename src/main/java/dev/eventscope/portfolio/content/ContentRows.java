package dev.eventscope.portfolio.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Tx;

/// Rows of the read model on their way into the table, written by two statements whatever their number.
final class ContentRows {

    /// What is beyond is not searched: PostgreSQL keeps at most 1 MB of words a row.
    private static final int MAX_SEARCH_CHARS = 100_000;

    private static final String PUT = """
            insert into portfolio.content (id, path, title, type, last_modified, search_text)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
            on conflict (id) do update
            set path = excluded.path, title = excluded.title, type = excluded.type,
                last_modified = excluded.last_modified, search_text = excluded.search_text""";

    private final List<String> ids = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final List<String> searchTexts = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    void put(StreamId id, JsonNode state, @Nullable Instant modified) {
        String path = state.path("path").asText(id.name());
        String title = state.path("title").asText(Title.ofPath(path));
        ids.add(id.name());
        paths.add(path);
        titles.add(title);
        types.add(ContentType.of(state.path("mode").asText(""), path).word());
        times.add(modified == null ? Instant.EPOCH : modified);
        searchTexts.add(searchText(title, path, state.path("text").asText("")));
    }

    void delete(StreamId id) {
        deleted.add(id.name());
    }

    void write(Tx tx) {
        if (!deleted.isEmpty()) {
            tx.update("delete from portfolio.content where id = any (?::text[])", deleted);
        }
        if (!ids.isEmpty()) {
            tx.update(PUT, ids, paths, titles, types, times, searchTexts);
        }
    }

    // PostgreSQL takes a path for one word; its parts are words too.
    private static String searchText(String title, String path, String text) {
        String words = path.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        String all = String.join("\n", title, path, words, text).replace("\0", "");
        int end = Math.min(all.length(), MAX_SEARCH_CHARS);
        return all.substring(0, end < all.length() && Character.isHighSurrogate(all.charAt(end - 1)) ? end - 1 : end);
    }
}
