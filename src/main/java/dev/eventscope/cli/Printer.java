package dev.eventscope.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;

/// Writes rows: JSON Lines as they come, or a table with its columns aligned.
///
/// Shape: memory is bounded; see [Table] for how wide the columns become.
/// Errors: [BrokenPipe] where nobody reads any more.
public final class Printer implements AutoCloseable {

    private static final int ROWS_BETWEEN_CHECKS = 256;

    private final PrintStream out;
    private final @Nullable Table table;
    private Row tail = new Row();
    private long rows;

    Printer(PrintStream out, boolean json, List<String> tableColumns) {
        this.out = out;
        this.table = json ? null : new Table(out, tableColumns);
    }

    /// The reader of our stdout has gone; there is nothing left to do.
    static final class BrokenPipe extends RuntimeException {}

    public boolean isJson() {
        return table == null;
    }

    /// Puts values at the end of each JSON row from now on. A table does not show them.
    void endEachWith(Row values) {
        tail = values;
    }

    public void row(Row row) {
        if (table == null) {
            write(row);
        } else {
            table.row(row);
        }
        if (++rows % ROWS_BETWEEN_CHECKS == 0) {
            check();
        }
    }

    /// Bytes as they are, and a line feed.
    void raw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        out.write('\n');
        if (++rows % ROWS_BETWEEN_CHECKS == 0) {
            check();
        }
    }

    /// Makes sure that what was printed so far is seen.
    public void flush() {
        if (table != null) {
            table.flush();
        }
        check();
    }

    @Override
    public void close() {
        flush();
    }

    public long rows() {
        return rows;
    }

    private void check() {
        if (out.checkError()) {
            throw new BrokenPipe();
        }
    }

    /// One line at once, but for a payload too large to be held a second time.
    private void write(Row row) {
        boolean large = row.values().values().stream()
                .anyMatch(value -> value instanceof Payload payload && payload.size() > Payload.MOST_DECODED);
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        OutputStream to = large ? new BufferedOutputStream(out, 1 << 16) : line;
        try (JsonGenerator generator = Json.mapper().getFactory().createGenerator(to)) {
            writeObject(generator, row, tail);
            generator.flush();
            to.write('\n');
            to.flush();
            out.write(line.toByteArray(), 0, line.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeObject(JsonGenerator generator, Row... parts) throws IOException {
        generator.writeStartObject();
        for (Row part : parts) {
            for (Map.Entry<String, @Nullable Object> entry : part.values().entrySet()) {
                generator.writeFieldName(entry.getKey());
                write(generator, entry.getValue());
            }
        }
        generator.writeEndObject();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Row row -> writeObject(generator, row);
            case Payload payload -> write(generator, payload);
            case JsonNode node -> Json.mapper().writeTree(generator, node);
            case Instant instant -> generator.writeString(instant.toString());
            case Double number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Boolean bool -> generator.writeBoolean(bool);
            case List<?> list -> {
                generator.writeStartArray();
                for (Object element : list) {
                    write(generator, element);
                }
                generator.writeEndArray();
            }
            default -> generator.writeString(value.toString());
        }
    }

    /// JSON with its tokens as they are; other text as a string, other bytes in base64.
    private static void write(JsonGenerator generator, Payload payload) throws IOException {
        if (payload.isEmpty()) {
            generator.writeNull();
        } else if (payload.mediaType().equals(Payload.JSON) && Json.isJson(payload.bytes())) {
            if (payload.size() > Payload.MOST_DECODED && generator.getOutputTarget() instanceof OutputStream to) {
                generator.writeRawValue("");
                generator.flush();
                Json.copyTokens(payload.bytes(), to);
            } else {
                Json.copyTokens(payload.bytes(), generator);
            }
        } else {
            generator.writeString(text(payload));
        }
    }

    static String text(Payload payload) {
        try {
            return payload.text();
        } catch (java.nio.charset.CharacterCodingException e) {
            return new String(Base64.getEncoder().encode(payload.bytes()), StandardCharsets.US_ASCII);
        }
    }
}
