package dev.eventscope.saga;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.rules.Filter;

/// Writes the audit into a file: JSON Lines, or CSV for a spreadsheet.
///
/// Shape: in order, every row there was at the beginning. The last line carries the head of the whole audit (`head`), also
///        where a filter chose rows, so that a tail that is cut off later shows. A CSV cell that a spreadsheet would take for
///        a formula begins with an apostrophe instead.
/// Threads: blocks.
public final class AuditExport {

    public enum Format {
        JSON_LINES, CSV
    }

    private static final int PAGE = 1_000;

    private final AuditLog log;

    public AuditExport(AuditLog log) {
        this.log = log;
    }

    /// Answers the head that it wrote.
    public AuditHead write(Writer out, Format format, AuditFilter filter) throws IOException {
        return write(out, format, filter, Filter.everything());
    }

    /// The same, of the rows that the second filter lets through, too.
    public AuditHead write(Writer out, Format format, AuditFilter filter, Filter further) throws IOException {
        AuditHead head = log.head();
        List<AuditLine> page = page(0, head, filter);
        if (format == Format.CSV && !page.isEmpty()) {
            csv(out, List.copyOf(page.getFirst().fields().keySet()));
        }
        while (!page.isEmpty()) {
            for (AuditLine line : page) {
                if (AuditSearch.matches(further, line)) {
                    write(out, format, line);
                }
            }
            page = page(page.getLast().entry().number(), head, filter);
        }
        if (format == Format.CSV) {
            csv(out, List.of("head", head.toString()));
        } else {
            json(out, Map.of("head", head.toString()));
        }
        out.flush();
        return head;
    }

    /// Not beyond the head: what is written meanwhile is not covered by it.
    private List<AuditLine> page(long after, AuditHead head, AuditFilter filter) {
        return log.after(after, filter, PAGE).stream().filter(line -> line.entry().number() <= head.number()).toList();
    }

    private static void write(Writer out, Format format, AuditLine line) throws IOException {
        if (format == Format.CSV) {
            csv(out, line.fields().values().stream().map(value -> value == null ? "" : value.toString()).toList());
        } else {
            json(out, line.fields());
        }
    }

    private static void json(Writer out, Map<String, ? extends @Nullable Object> fields) throws IOException {
        ObjectNode node = Json.object();
        for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
            switch (field.getValue()) {
                case null -> node.putNull(field.getKey());
                case Long number -> node.put(field.getKey(), number);
                case Object value -> node.put(field.getKey(), value.toString());
            }
        }
        out.write(Json.write(node));
        out.write('\n');
    }

    private static void csv(Writer out, List<String> cells) throws IOException {
        out.write(cells.stream().map(AuditExport::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    static String cell(String value) {
        boolean formula = !value.isEmpty() && ("=+-@".indexOf(value.charAt(0)) >= 0 || value.charAt(0) < ' ');
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
