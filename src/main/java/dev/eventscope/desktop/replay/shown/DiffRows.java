package dev.eventscope.desktop.replay.shown;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.replay.Change;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.TextDiff;

/// Lays the difference of two states out in lines: one block a path, long text in hunks.
///
/// Shape: at most [#MOST_CHANGES] blocks, and of a value at most [#MOST_LINES] lines.
public record DiffRows(List<DiffRow> rows, int changes, boolean isCut) {

    public static final int MOST_CHANGES = 500;
    static final int MOST_LINES = 40;
    /// Longer texts are told as two values: comparing them line by line would take too long.
    private static final int MOST_TEXT_CHARS = 1_000_000;
    private static final int INDENT = 2;

    public static DiffRows between(JsonNode before, JsonNode after) {
        List<Change> found = JsonDiff.between(before, after, MOST_CHANGES + 1);
        boolean cut = found.size() > MOST_CHANGES;
        List<Change> changes = cut ? found.subList(0, MOST_CHANGES) : found;
        List<DiffRow> rows = new ArrayList<>();
        changes.stream().filter(change -> !isText(change)).forEach(change -> addValue(rows, change));
        changes.stream().filter(DiffRows::isText).forEach(change -> addText(rows, change));
        if (cut) {
            rows.add(new DiffRow.Note("only the first " + MOST_CHANGES + " changes are shown"));
        }
        return new DiffRows(List.copyOf(rows), changes.size(), cut);
    }

    private static boolean isText(Change change) {
        return change.oldValue() != null && change.value() != null && isText(change.oldValue())
                && isText(change.value())
                && (TextDiff.suits(change.oldValue().textValue()) || TextDiff.suits(change.value().textValue()));
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && node.textValue().length() <= MOST_TEXT_CHARS;
    }

    private static void addValue(List<DiffRow> rows, Change change) {
        rows.add(new DiffRow.Head(pathOf(change), change.op().word()));
        addLines(rows, DiffRow.Sign.REMOVED, change.oldValue());
        addLines(rows, DiffRow.Sign.ADDED, change.value());
    }

    private static void addLines(List<DiffRow> rows, DiffRow.Sign sign, @Nullable JsonNode value) {
        if (value == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        boolean whole = (value.isTextual() && TextDiff.suits(value.textValue()))
                ? textLines(value.textValue(), lines)
                : valueLines(value, "", 0, lines);
        lines.forEach(line -> rows.add(new DiffRow.Line(sign, 0, 0, line)));
        if (!whole) {
            rows.add(new DiffRow.Line(sign, 0, 0, "…"));
        }
    }

    private static boolean textLines(String text, List<String> lines) {
        text.lines().limit(MOST_LINES).forEach(line -> lines.add(Shortened.line(line)));
        return text.lines().skip(MOST_LINES).findFirst().isEmpty();
    }

    /// Whether all of the value has found room.
    private static boolean valueLines(JsonNode node, String name, int depth, List<String> lines) {
        if (lines.size() >= MOST_LINES) {
            return false;
        }
        String indent = " ".repeat(Math.min(depth, 20) * INDENT);
        if (!node.isContainerNode() || node.isEmpty()) {
            lines.add(indent + name + Shortened.value(node));
            return true;
        }
        lines.add(indent + name + (node.isObject() ? "{" : "["));
        if (node.isObject()) {
            for (var field : node.properties()) {
                if (!valueLines(field.getValue(), Shortened.line(field.getKey()) + ": ", depth + 1, lines)) {
                    return false;
                }
            }
        } else {
            for (JsonNode item : node) {
                if (!valueLines(item, "", depth + 1, lines)) {
                    return false;
                }
            }
        }
        lines.add(indent + (node.isObject() ? "}" : "]"));
        return true;
    }

    private static void addText(List<DiffRow> rows, Change change) {
        JsonNode older = change.oldValue();
        JsonNode newer = change.value();
        if (older == null || newer == null) {
            return;
        }
        TextDiff diff = TextDiff.between(older.textValue(), newer.textValue());
        rows.add(new DiffRow.Head(pathOf(change), "+" + diff.added() + " " + Figures.MINUS + diff.removed() + "   "
                + Figures.plural(diff.hunks().size(), "hunk")));
        for (int i = 0; i < diff.hunks().size(); i++) {
            if (i > 0) {
                rows.add(new DiffRow.Note("⋯"));
            }
            for (TextDiff.Line line : diff.hunks().get(i).lines()) {
                rows.add(new DiffRow.Line(DiffRow.Sign.valueOf(line.sign().name()), line.oldNumber(),
                        line.newNumber(), Shortened.line(line.text())));
            }
        }
        if (diff.truncated()) {
            rows.add(new DiffRow.Note("only the first " + Figures.count(TextDiff.MOST_LINES)
                    + " lines that differ are compared"));
        }
    }

    private static String pathOf(Change change) {
        return change.path().isEmpty() ? "the whole state" : Shortened.line(change.path());
    }
}
