package dev.eventscope.desktop.audit;

import java.util.Locale;

import dev.eventscope.saga.AuditEntry;
import dev.eventscope.saga.AuditLine;

/// Rows of the audit in a person's words.
final class AuditWords {

    private AuditWords() {}

    /// `re-drive, retry`, `arm, start`, `note, set`.
    static String act(AuditEntry entry) {
        return (entry.action().equals("redrive") ? "re-drive" : entry.action().replace('_', ' '))
                + (entry.mode().equals(entry.action()) ? "" : ", " + entry.mode().replace('_', ' '));
    }

    static String outcome(AuditLine line) {
        String outcome = line.outcome().replace('_', ' ');
        return switch (line.outcome()) {
            case "confirmed" -> outcome.toUpperCase(Locale.ROOT);
            case "refused" -> outcome + (line.entry().refusal() == null
                    ? ""
                    : ", " + line.entry().refusal().replace('_', ' '));
            default -> outcome;
        };
    }

    /// Green only for what is confirmed.
    static String tone(AuditLine line) {
        return switch (line.outcome()) {
            case "confirmed" -> "success";
            case "failed_again" -> "danger";
            case "refused", "superseded", "no_answer" -> "warn";
            case "queued", "picked_up" -> "accent";
            default -> "muted";
        };
    }
}
