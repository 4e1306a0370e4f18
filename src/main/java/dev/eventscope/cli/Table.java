package dev.eventscope.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;

/// Plain text in aligned columns; numbers stand right.
///
/// Shape: the first rows, up to 500, decide how wide each column is; a later cell that is wider pushes its row. A cell is
///        one line of at most 80 characters, cut with `…`; the whole value is in the JSON. No header without a row.
final class Table {

    private static final int ROWS_TO_MEASURE = 500;
    private static final int WIDEST = 80;

    private final PrintStream out;
    private final List<String> columns;
    private final List<List<Cell>> waiting = new ArrayList<>();
    private int @Nullable [] widths;

    private record Cell(String text, boolean number) {}

    Table(PrintStream out, List<String> columns) {
        this.out = out;
        this.columns = columns;
    }

    void row(Row row) {
        List<Cell> cells = columns.stream().map(column -> cell(row.values().get(column))).toList();
        if (widths != null) {
            print(cells, widths);
            return;
        }
        waiting.add(cells);
        if (waiting.size() == ROWS_TO_MEASURE) {
            flush();
        }
    }

    void flush() {
        if (widths == null && !waiting.isEmpty()) {
            int[] measured = measured();
            widths = measured;
            List<Cell> first = waiting.getFirst();
            List<Cell> header = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                header.add(new Cell(columns.get(i).replace('_', ' ').toUpperCase(Locale.ROOT), first.get(i).number()));
            }
            print(header, measured);
            waiting.forEach(cells -> print(cells, measured));
            waiting.clear();
        }
    }

    private int[] measured() {
        int[] width = new int[columns.size()];
        for (int i = 0; i < width.length; i++) {
            int column = i;
            width[i] = Math.max(columns.get(i).length(),
                    waiting.stream().mapToInt(cells -> length(cells.get(column).text())).max().orElse(0));
        }
        return width;
    }

    private void print(List<Cell> cells, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < width.length; i++) {
            Cell cell = cells.get(i);
            String padding = " ".repeat(Math.max(0, width[i] - length(cell.text())));
            line.append(i == 0 ? "" : "  ").append(cell.number() ? padding + cell.text() : cell.text() + padding);
        }
        out.print(line.toString().stripTrailing());
        out.print('\n');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Cell cell(@Nullable Object value) {
        return switch (value) {
            case null -> new Cell("", false);
            case Number number -> new Cell(number.toString(), true);
            case Payload payload -> new Cell(oneLine(Printer.text(payload)), false);
            case List<?> list -> new Cell(oneLine(list.stream().map(element -> cell(element).text())
                    .collect(Collectors.joining(", "))), false);
            case Row row -> new Cell(oneLine(row.values().values().stream().map(part -> cell(part).text())
                    .filter(text -> !text.isEmpty()).collect(Collectors.joining(" "))), false);
            default -> new Cell(oneLine(value.toString()), false);
        };
    }

    /// Control characters would move the cursor of the reader's terminal: each becomes a blank.
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(WIDEST + 1L).forEach(c -> line.appendCodePoint(isShown(c) ? c : ' '));
        if (length(line.toString()) <= WIDEST) {
            return line.toString();
        }
        return line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    private static boolean isShown(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR && type != Character.SURROGATE;
    }
}
