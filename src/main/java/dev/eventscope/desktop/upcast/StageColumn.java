package dev.eventscope.desktop.upcast;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// One payload beside the others: as stored, or after a step.
///
/// Shape: either lines, or a refusal in place of a payload, or only a remark.
record StageColumn(String title, String chip, Tone tone, List<StageLine> lines, @Nullable Refusal refusal,
        String remark) {

    enum Tone {
        NEUTRAL, WARN, DANGER
    }

    /// Why a step could not be taken.
    ///
    /// Shape: `rule` names file and line, empty where no rule is to blame; `excerpt` is the rule and what follows it.
    record Refusal(String why, String value, String rule, List<String> excerpt) {
        Refusal {
            excerpt = List.copyOf(excerpt);
        }
    }

    StageColumn {
        lines = List.copyOf(lines);
    }
}
