package dev.eventscope.desktop.fx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.JsonRow.Kind;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;

/// A payload as lines for the screen.
///
/// Shape: tokens as stored (duplicate keys, long numbers); at most [#MOST_ROWS] lines and [Shortened#MOST_CHARS] characters of a
///        value, with a line that says what was left out. What is no JSON becomes its reason and the first bytes in hex.
///        Of a large payload only the first [#MOST_BYTES] are looked at.
/// Threads: [#of] reads what it shows: call it off the FX thread. The result is immutable.
public record JsonRows(List<JsonRow> rows, long bytes) {

    public static final int MOST_ROWS = 20_000;
    public static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_PATH = 2_000;
    private static final String NO_PATH = "…";
    private static final int HEX_BYTES_A_LINE = 16;
    private static final int HEX_LINES = 64;

    public JsonRows {
        rows = List.copyOf(rows);
    }

    public static JsonRows of(Payload payload) {
        if (payload.isEmpty()) {
            return new JsonRows(List.of(new JsonRow("", 0, null, "no payload", Kind.NOTE, 0)), 0);
        }
        if (!payload.mediaType().equals(Payload.JSON)) {
            return undecoded(payload, "media type " + payload.mediaType() + " is not decoded");
        }
        Reading reading = new Reading();
        int looked = beginning(payload.bytes());
        try (JsonParser parser = Json.mapper().getFactory().createParser(payload.bytes(), 0, looked)) {
            reading.readAll(parser);
            return new JsonRows(reading.rows, payload.size());
        } catch (JsonEOFException e) {
            if (looked == payload.size()) {
                return undecoded(payload, Json.reasonOf(e));
            }
            reading.leaveOutTheRest("only the first " + Figures.bytes(looked) + " are shown");
            return new JsonRows(reading.rows, payload.size());
        } catch (JsonProcessingException e) {
            return undecoded(payload, Json.reasonOf(e));
        } catch (IOException e) {
            return undecoded(payload, "not UTF-8 text");
        }
    }

    /// How many bytes are looked at: whole characters.
    private static int beginning(byte[] bytes) {
        int end = Math.min(bytes.length, MOST_BYTES);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    /// The bytes of a payload that cannot be shown as JSON.
    private static JsonRows undecoded(Payload payload, String reason) {
        List<JsonRow> rows = new ArrayList<>();
        rows.add(new JsonRow("", 0, null, "Cannot be decoded: " + reason, Kind.ERROR, 0));
        byte[] bytes = payload.bytes();
        int shown = Math.min(bytes.length, HEX_BYTES_A_LINE * HEX_LINES);
        for (int from = 0; from < shown; from += HEX_BYTES_A_LINE) {
            int to = Math.min(from + HEX_BYTES_A_LINE, shown);
            String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, from, to);
            rows.add(new JsonRow("", 0, String.format("%06x", from), hex, Kind.NOTE, 0));
        }
        if (shown < bytes.length) {
            rows.add(note(0, Figures.bytes(bytes.length - shown) + " more"));
        }
        return new JsonRows(rows, bytes.length);
    }

    private static JsonRow note(int depth, String text) {
        return new JsonRow("", depth, null, text, Kind.NOTE, 0);
    }

    /// One pass over the tokens.
    private static final class Reading {

        private record Open(int row, Kind kind, int[] children) {}

        private final List<JsonRow> rows = new ArrayList<>();
        private final List<Open> open = new ArrayList<>();
        private @Nullable String name;

        void readAll(JsonParser parser) throws IOException {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (rows.size() >= MOST_ROWS) {
                    leaveOutTheRest("only the first " + Figures.count(MOST_ROWS) + " lines are shown");
                    return;
                }
                read(token, parser);
            }
        }

        private void read(JsonToken token, JsonParser parser) throws IOException {
            switch (token) {
                case FIELD_NAME -> name = parser.currentName();
                case START_OBJECT -> begin(Kind.OBJECT);
                case START_ARRAY -> begin(Kind.ARRAY);
                case END_OBJECT, END_ARRAY -> end();
                case VALUE_STRING -> add(Kind.STRING, Shortened.quoted(parser.getText()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(Kind.NUMBER, Shortened.plain(parser.getText()));
                case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> add(Kind.LITERAL, parser.getText());
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("unexpected token " + token);
            }
        }

        private void begin(Kind kind) {
            add(kind, "");
            open.add(new Open(rows.size() - 1, kind, new int[1]));
            name = null;
        }

        private void end() {
            Open closed = open.removeLast();
            close(closed, closed.children()[0]);
            name = null;
        }

        private void close(Open closed, int children) {
            JsonRow row = rows.get(closed.row());
            String word = closed.kind() == Kind.OBJECT ? "field" : "item";
            String text = children == 0
                    ? closed.kind() == Kind.OBJECT ? "{}" : "[]"
                    : Figures.plural(children, word);
            int size = rows.size() - closed.row() - 1;
            rows.set(closed.row(), new JsonRow(row.path(), row.depth(), row.key(), text, row.kind(), size));
        }

        private void add(Kind kind, String text) {
            Open parent = open.isEmpty() ? null : open.getLast();
            String key = parent == null ? null : keyIn(parent);
            String path = parent == null ? "" : path(rows.get(parent.row()).path(), key);
            rows.add(new JsonRow(path, open.size(), key == null ? null : Shortened.line(key), text, kind, 0));
            name = null;
        }

        private @Nullable String keyIn(Open parent) {
            int index = parent.children()[0]++;
            return parent.kind() == Kind.ARRAY ? Integer.toString(index) : name;
        }

        /// A path that is too long to be of use is left out, and those below it: each would hold the whole of it again.
        private static String path(String parent, @Nullable String key) {
            return parent.equals(NO_PATH) || parent.length() + (key == null ? 0 : key.length()) > MOST_PATH
                    ? NO_PATH
                    : parent + "/" + escaped(key);
        }

        private void leaveOutTheRest(String why) {
            rows.add(note(0, why));
            for (Open unclosed : open.reversed()) {
                close(unclosed, unclosed.children()[0]);
            }
        }

        private static String escaped(@Nullable String key) {
            return key == null ? "" : key.replace("~", "~0").replace("/", "~1");
        }
    }
}
