package dev.eventscope.desktop.replay.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.replay.Blame;
import dev.eventscope.replay.DatedState;
import dev.eventscope.replay.FieldBlame;
import dev.eventscope.replay.FieldDates;

/// Lays a state out in lines.
///
/// Shape: at most [#MOST_ROWS] lines, of a long text at most [#MOST_LINES], and a line that says what was left out.
public final class StateRows {

    public static final int MOST_ROWS = 5_000;
    static final int MOST_LINES = 200;
    private static final int MOST_REMOVED = 500;
    private static final int MOST_NAMES = 200;
    private static final Pattern NAMED = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

    private final List<StateRow> rows = new ArrayList<>();

    private StateRows() {}

    public static List<StateRow> of(DatedState dated) {
        StateRows making = new StateRows();
        JsonNode state = dated.state().state();
        if (state.isObject()) {
            making.children(state, dated.dates(), "", 0);
        } else {
            making.add(state, dated.dates(), "", null, 0);
        }
        return making.rows;
    }

    /// The fields that are there no longer, after the state; each with the version that took it away.
    public static List<StateRow> removed(Blame blame, long firstVersion) {
        StateRows making = new StateRows();
        List<FieldBlame> gone = blame.fields().stream().filter(FieldBlame::isRemoved).toList();
        gone.stream().limit(MOST_REMOVED).forEach(field -> making.rows.add(making.row(field.path(), 0,
                Shortened.line(field.path()), "removed", StateRow.Kind.REMOVED, field.last().version())));
        long more = gone.size() - making.rows.size() + blame.forgotten();
        if (more > 0) {
            making.rows.add(making.row("", 0, null, Figures.plural(more, "more removed field"), StateRow.Kind.NOTE,
                    firstVersion));
        }
        return making.rows;
    }

    /// The fields of these rows as an expression names them after `state.`, but for those within lists or with odd names.
    public static List<String> names(List<StateRow> rows) {
        return rows.stream().filter(StateRow::isField).map(StateRow::path).filter(path -> !path.isEmpty())
                .map(path -> path.substring(1).replace('/', '.')).filter(NAMED.asMatchPredicate()).distinct()
                .limit(MOST_NAMES).toList();
    }

    private void children(JsonNode node, FieldDates dates, String path, int depth) {
        if (node.isObject()) {
            for (var field : node.properties()) {
                String key = field.getKey();
                String at = path + "/" + key.replace("~", "~0").replace("/", "~1");
                if (!add(field.getValue(), dates.field(key), at, key, depth)) {
                    return;
                }
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                if (!add(node.get(i), dates.item(i), path + "/" + i, Integer.toString(i), depth)) {
                    return;
                }
            }
        }
    }

    /// Whether there is room for more.
    private boolean add(JsonNode node, FieldDates dates, String path, @Nullable String key, int depth) {
        if (rows.size() >= MOST_ROWS) {
            rows.add(row("", depth, null, "only the first " + Figures.count(MOST_ROWS) + " lines are shown",
                    StateRow.Kind.NOTE, dates));
            return false;
        }
        int at = rows.size();
        String name = key == null ? null : Shortened.line(key);
        if (node.isContainerNode() && !node.isEmpty()) {
            String text = Figures.plural(node.size(), node.isObject() ? "field" : "item");
            rows.add(row(path, depth, name, text, StateRow.Kind.CONTAINER, dates));
            children(node, dates, path, depth + 1);
            close(at);
        } else if (node.isTextual() && node.textValue().indexOf('\n') >= 0) {
            addText(node.textValue(), dates, path, name, depth);
            close(at);
        } else {
            StateRow.Kind kind = node.isTextual() ? StateRow.Kind.STRING : StateRow.Kind.VALUE;
            rows.add(row(path, depth, name, Shortened.value(node), kind, dates));
        }
        return rows.size() <= MOST_ROWS;
    }

    private void addText(String text, FieldDates dates, String path, @Nullable String key, int depth) {
        long lines = text.lines().count();
        rows.add(row(path, depth, key, Figures.plural(lines, "line"), StateRow.Kind.TEXT, dates));
        text.lines().limit(MOST_LINES).forEach(line -> rows
                .add(row(path, depth + 1, null, Shortened.line(line), StateRow.Kind.LINE, dates)));
        if (lines > MOST_LINES) {
            rows.add(row(path, depth + 1, null, Figures.plural(lines - MOST_LINES, "more line"), StateRow.Kind.NOTE,
                    dates));
        }
    }

    private void close(int at) {
        StateRow row = rows.get(at);
        rows.set(at, new StateRow(row.path(), row.depth(), row.key(), row.text(), row.kind(), rows.size() - at - 1,
                row.version()));
    }

    private StateRow row(String path, int depth, @Nullable String key, String text, StateRow.Kind kind,
            FieldDates dates) {
        return row(path, depth, key, text, kind, dates.version());
    }

    private StateRow row(String path, int depth, @Nullable String key, String text, StateRow.Kind kind, long version) {
        return new StateRow(path, depth, key, text, kind, 0, version);
    }
}
