package dev.eventscope.desktop.upcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.JsonRow;
import dev.eventscope.desktop.fx.JsonRows;
import dev.eventscope.desktop.upcast.StageColumn.Refusal;
import dev.eventscope.desktop.upcast.StageColumn.Tone;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.UpcastOutcome;
import dev.eventscope.upcast.UpcastOutcome.Failed;
import dev.eventscope.upcast.UpcastOutcome.Unchanged;
import dev.eventscope.upcast.UpcastOutcome.Upcast;
import dev.eventscope.upcast.UpcastStage;

/// Lays an event out as columns: as stored, after each step, and the step that failed.
///
/// Shape: a step's column marks what came or changed by it; the column before marks what the step takes away or fails on.
/// Threads: reads whole payloads; off the FX thread.
final class StageColumns {

    private static final int EXCERPT_LINES = 3;

    private final @Nullable RuleFile file;

    private StageColumns(@Nullable RuleFile file) {
        this.file = file;
    }

    static List<StageColumn> of(RecordedEvent event, UpcastOutcome outcome, @Nullable RuleFile file) {
        StageColumns columns = new StageColumns(file);
        return switch (outcome) {
            case Unchanged(var reason) -> columns.unchanged(event, reason);
            case Upcast upcast -> columns.stages(event, upcast.from(), upcast.stages(), null);
            case Failed failed -> columns.stages(event, failed.from(), failed.stages(), failed);
        };
    }

    private List<StageColumn> unchanged(RecordedEvent event, UpcastOutcome.Reason reason) {
        String version = event.header().schemaVersion() == null ? "none" : event.header().schemaVersion();
        StageColumn raw = stored(event, "Raw, schema " + version, Map.of());
        String remark = switch (reason) {
            case NO_CHAIN -> "No upcaster is for " + event.type() + ". It is read as it is stored.";
            case CURRENT -> "Schema " + version + " is where the chain of " + event.type() + " leads.";
            case UNKNOWN_VERSION ->
                "No step of the chain begins at schema " + version + ". It is read as it is stored.";
            case BROKEN_CHAIN -> "The chain of " + event.type() + " is broken, so nothing runs along it.";
        };
        boolean odd = reason == UpcastOutcome.Reason.UNKNOWN_VERSION || reason == UpcastOutcome.Reason.BROKEN_CHAIN;
        return List.of(raw, new StageColumn("Upcast", odd ? "kept" : "unchanged", odd ? Tone.WARN : Tone.NEUTRAL,
                List.of(), null, remark));
    }

    private List<StageColumn> stages(RecordedEvent event, int from, List<UpcastStage> stages, @Nullable Failed failed) {
        List<StageColumn> columns = new ArrayList<>();
        columns.add(stored(event, "Raw, schema " + from, leaving(stages, 0, failed)));
        for (int i = 0; i < stages.size(); i++) {
            UpcastStage stage = stages.get(i);
            Map<String, StageLine.Mark> marks = new HashMap<>(arriving(stage));
            marks.putAll(leaving(stages, i + 1, failed));
            columns.add(column(stage, marks));
        }
        if (failed != null) {
            columns.add(new StageColumn("Schema " + failed.stepTo(), "failed", Tone.DANGER, List.of(), refusal(failed),
                    ""));
        }
        return columns;
    }

    private static StageColumn stored(RecordedEvent event, String title, Map<String, StageLine.Mark> marks) {
        return new StageColumn(title, "as stored", Tone.NEUTRAL, lines(event.payload(), marks), null, "");
    }

    private static StageColumn column(UpcastStage stage, Map<String, StageLine.Mark> marks) {
        boolean loses = stage.effects().stream().anyMatch(effect -> effect.kind() == RuleEffect.Kind.DROPPED);
        JsonNode payload = stage.payload();
        return new StageColumn("Schema " + stage.to(), loses ? "drops" : "ok", loses ? Tone.WARN : Tone.NEUTRAL,
                lines(Payload.json(Json.write(payload)), marks), null, "");
    }

    private Refusal refusal(Failed failed) {
        int line = failed.failure().line();
        List<String> excerpt = new ArrayList<>();
        if (file != null && line > 0) {
            int end = file.sets().stream().mapToInt(set -> set.place().line()).filter(start -> start > line).min()
                    .orElse(file.lines().size() + 1);
            for (int i = line; i < Math.min(end, line + EXCERPT_LINES) && !file.line(i).isEmpty(); i++) {
                excerpt.add(file.line(i));
            }
        }
        String rule = line > 0 && file != null ? file.name() + " line " + line : "";
        return new Refusal(failed.failure().why(), failed.failure().value(), rule, excerpt);
    }

    /// What the step that made this payload brought into it.
    private static Map<String, StageLine.Mark> arriving(UpcastStage stage) {
        Map<String, StageLine.Mark> marks = new HashMap<>();
        for (RuleEffect effect : stage.effects()) {
            switch (effect.kind()) {
                case MOVED, ADDED -> marks.put(effect.to().toString(), StageLine.Mark.ADDED);
                case CONVERTED -> marks.put(effect.to().toString(), StageLine.Mark.CHANGED);
                case DROPPED -> marks.remove(effect.path().toString());
            }
        }
        return marks;
    }

    /// What the next step takes away from a payload, or cannot take.
    private static Map<String, StageLine.Mark> leaving(List<UpcastStage> stages, int next, @Nullable Failed failed) {
        Map<String, StageLine.Mark> marks = new HashMap<>();
        if (next < stages.size()) {
            stages.get(next).effects().stream().filter(effect -> effect.kind() == RuleEffect.Kind.DROPPED)
                    .forEach(effect -> marks.put(effect.path().toString(), StageLine.Mark.REMOVED));
        }
        if (failed != null) {
            failed.placeAfter(next).ifPresent(place -> marks.put(place.toString(), StageLine.Mark.FAILED));
        }
        return marks;
    }

    private static List<StageLine> lines(Payload payload, Map<String, StageLine.Mark> marks) {
        Lines lines = new Lines(marks);
        lines.write(JsonRows.of(payload).rows());
        return lines.done;
    }

    /// Writes rows as numbered lines with braces around what is inside.
    private static final class Lines {

        private record Open(int lastRow, int depth, String brace) {}

        private final Map<String, StageLine.Mark> marks;
        private final List<StageLine> done = new ArrayList<>();
        private final List<Open> open = new ArrayList<>();

        Lines(Map<String, StageLine.Mark> marks) {
            this.marks = marks;
        }

        void write(List<JsonRow> rows) {
            for (int i = 0; i < rows.size(); i++) {
                JsonRow row = rows.get(i);
                boolean inList = !open.isEmpty() && open.getLast().brace().equals("]");
                String key = row.key() == null || inList ? "" : row.key();
                boolean opens = row.isContainer() && row.size() > 0;
                boolean list = row.kind() == JsonRow.Kind.ARRAY;
                add(row.depth(), key, opens ? (list ? "[" : "{") : row.text(), row.kind(), markOf(row.path()));
                if (opens) {
                    open.add(new Open(i + row.size(), row.depth(), list ? "]" : "}"));
                }
                while (!open.isEmpty() && open.getLast().lastRow() <= i) {
                    Open closed = open.removeLast();
                    add(closed.depth(), "", closed.brace(), JsonRow.Kind.OBJECT, null);
                }
            }
        }

        private void add(int depth, String key, String value, JsonRow.Kind kind, StageLine.@Nullable Mark mark) {
            done.add(new StageLine(done.size() + 1, depth, key, value, kind, mark));
        }

        /// The mark of the path or of what it is inside of.
        private StageLine.@Nullable Mark markOf(String path) {
            for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
                StageLine.Mark mark = marks.get(at);
                if (mark != null) {
                    return mark;
                }
            }
            return null;
        }
    }
}
