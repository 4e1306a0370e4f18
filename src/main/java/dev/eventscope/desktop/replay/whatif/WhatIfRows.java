package dev.eventscope.desktop.replay.whatif;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.event.Json;
import dev.eventscope.replay.Change;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.whatif.WhatIf;

/// Lays the difference between what is stored and what is supposed out in lines: one block a path.
///
/// Shape: at most [#MOST_CHANGES] blocks.
public record WhatIfRows(List<WhatIfRow> rows, int changes, boolean isCut) {

    static final int MOST_CHANGES = 300;
    private static final int MOST_CHARS = 400;

    /// One line: the head of a block, or a value on one of the two sides.
    public record WhatIfRow(Kind kind, String text, String fact) {
        public enum Kind {
            HEAD, STORED, SUPPOSED, NOTE
        }
    }

    public static WhatIfRows of(WhatIf.Step step) {
        List<WhatIfRow> rows = new ArrayList<>();
        addError(rows, "As stored, the fold stops", step.stored().error());
        addError(rows, "What if: the fold stops", step.supposed().error());
        List<Change> found = JsonDiff.between(step.stored().state(), step.supposed().state(), MOST_CHANGES + 1);
        boolean cut = found.size() > MOST_CHANGES;
        List<Change> changes = cut ? found.subList(0, MOST_CHANGES) : found;
        for (Change change : changes) {
            String path = change.path().isEmpty() ? "the whole state" : Shortened.line(change.path());
            rows.add(new WhatIfRow(WhatIfRow.Kind.HEAD, path, change.op().word()));
            rows.add(new WhatIfRow(WhatIfRow.Kind.STORED, text(change.oldValue()), ""));
            rows.add(new WhatIfRow(WhatIfRow.Kind.SUPPOSED, text(change.value()), ""));
        }
        if (cut) {
            rows.add(new WhatIfRow(WhatIfRow.Kind.NOTE, "only the first " + MOST_CHANGES + " are shown", ""));
        }
        return new WhatIfRows(List.copyOf(rows), changes.size(), cut);
    }

    private static void addError(List<WhatIfRow> rows, String what, @Nullable FoldError error) {
        if (error != null) {
            String place = error.version() == null ? error.eventId() : "v" + error.version();
            rows.add(new WhatIfRow(WhatIfRow.Kind.NOTE, what + " at " + place + ": " + Shortened.line(error.message()),
                    ""));
        }
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null) {
            return "absent";
        }
        if (!value.isContainerNode()) {
            return Shortened.value(value);
        }
        String json = Json.write(value);
        return json.length() <= MOST_CHARS ? json : json.substring(0, MOST_CHARS) + "…";
    }
}
