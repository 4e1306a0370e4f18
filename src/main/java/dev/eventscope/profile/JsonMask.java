package dev.eventscope.profile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.Redacted;
import dev.eventscope.rules.structural.FieldPointer;

/// Cuts values out of JSON text where they stand, so that every other byte comes through as it was written: long numbers,
/// escapes, duplicate keys, white space.
///
/// Shape: one pass, no tree.
final class JsonMask {

    private static final byte[] MASK = ('"' + Redacted.TEXT + '"').getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NOTHING_HIDDEN = {};

    private final byte[] json;
    private final JsonParser in;
    private final ByteArrayOutputStream out;
    private int copied;

    private JsonMask(byte[] json, JsonParser in) {
        this.json = json;
        this.in = in;
        this.out = new ByteArrayOutputStream(json.length);
    }

    /// Empty where there was nothing to hide; null where the text cannot be looked through, or is too large to be.
    static byte @Nullable [] apply(byte[] json, List<FieldPointer> paths) {
        if (json.length > Payload.MOST_DECODED) {
            return null;
        }
        try (JsonParser in = Json.mapper().getFactory().createParser(json)) {
            JsonMask mask = new JsonMask(json, in);
            in.nextToken();
            mask.value(paths.stream().map(FieldPointer::segments).toList());
            if (in.nextToken() != null) {
                return null;
            }
            return mask.finish();
        } catch (IOException e) {
            return null;
        }
    }

    private byte[] finish() {
        if (copied == 0) {
            return NOTHING_HIDDEN;
        }
        out.write(json, copied, json.length - copied);
        return out.toByteArray();
    }

    /// Goes through the value that has just begun; each path leads on from it.
    private void value(List<List<String>> paths) throws IOException {
        if (paths.isEmpty() || !in.currentToken().isStructStart()) {
            in.skipChildren();
            in.finishToken();
            return;
        }
        boolean list = in.currentToken() == JsonToken.START_ARRAY;
        JsonToken end = list ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
        for (int index = 0; in.nextToken() != end; index++) {
            String name = list ? Integer.toString(index) : in.currentName();
            if (!list) {
                in.nextToken();
            }
            child(onward(paths, name));
        }
    }

    private void child(List<List<String>> rest) throws IOException {
        if (rest.stream().anyMatch(List::isEmpty)) {
            int from = offset(in.currentTokenLocation().getByteOffset());
            in.skipChildren();
            in.finishToken();
            out.write(json, copied, from - copied);
            out.write(MASK, 0, MASK.length);
            copied = offset(in.currentLocation().getByteOffset());
        } else {
            value(rest);
        }
    }

    private static List<List<String>> onward(List<List<String>> paths, String name) {
        List<List<String>> rest = new ArrayList<>();
        for (List<String> path : paths) {
            if (path.getFirst().equals(name) || FieldPointer.isEach(path.getFirst())) {
                rest.add(path.subList(1, path.size()));
            }
        }
        return rest;
    }

    /// Text in UTF-16 or UTF-32 has no such place.
    private static int offset(long bytes) throws IOException {
        if (bytes < 0) {
            throw new IOException("not UTF-8");
        }
        return (int) bytes;
    }
}
