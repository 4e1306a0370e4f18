package dev.eventscope.event;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The one JSON mapper of the program. Decimals keep every digit; `1e400` is a number, not infinity.
public final class Json {

    /// Deeper text is not read into a tree. PostgreSQL's own `json` refuses at its stack depth, far above this.
    private static final int MAX_DEPTH = 2_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(256 * 1024 * 1024).maxNumberLength(100_000).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Errors: `JsonProcessingException` with line and column; `IOException` where the bytes are not UTF-8.
    public static JsonNode read(byte[] bytes) throws IOException {
        return TreeReader.read(MAPPER.getFactory().createParser(bytes));
    }

    public static JsonNode read(String text) throws JsonProcessingException {
        try {
            return TreeReader.read(MAPPER.getFactory().createParser(text));
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of text that is at hand
        }
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with a text, in words for people, and where.
    public static String reasonOf(JsonProcessingException e) {
        String message = JsonReason.of(e.getOriginalMessage());
        return e.getLocation() == null
                ? message
                : message + " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
    }

    /// Whether the bytes are one JSON value in UTF-8, no deeper than is read here.
    public static boolean isJson(byte[] bytes) {
        try (JsonParser in = MAPPER.getFactory().createParser(bytes)) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                values += depth == 0 ? 1 : 0;
                finish(in, bytes);
            }
            return values == 1;
        } catch (IOException e) {
            return false;
        }
    }

    /// Copies JSON text token by token, as written: white space goes, tokens do not change (long numbers, escapes,
    /// duplicate keys).
    ///
    /// Errors: `JsonProcessingException` where the text is not JSON; then nothing was written.
    public static void copyTokens(byte[] json, JsonGenerator out) throws IOException {
        try (JsonParser in = MAPPER.getFactory().createParser(json)) {
            while (in.nextToken() != null) {
                finish(in, json);
            }
        }
        out.writeRawValue(compact(new String(json, StandardCharsets.UTF_8)));
    }

    /// Reads a text to its end; one of a large payload is only passed over, which tells as well whether it is one.
    private static void finish(JsonParser in, byte[] json) throws IOException {
        if (json.length <= Payload.MOST_DECODED) {
            in.finishToken();
        }
    }

    /// As [#copyTokens], byte by byte, for payloads too large to be held a second time. Does not check them.
    public static void copyTokens(byte[] json, OutputStream out) throws IOException {
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (quoted && b == '\\') {
                out.write(b);
                out.write(json[++i]);
            } else if (quoted || b < 0 || b > ' ') {
                out.write(b);
                quoted = quoted != (b == '"');
            }
        }
    }

    private static String compact(String json) {
        StringBuilder text = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                text.append(c).append(json.charAt(++i));
            } else if (quoted || c > ' ') {
                text.append(c);
                quoted = quoted != (c == '"');
            }
        }
        return text.toString();
    }
}
