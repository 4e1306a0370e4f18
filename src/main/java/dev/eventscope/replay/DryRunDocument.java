package dev.eventscope.replay;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.upcast.UpcastVerdict;

/// A dry-run to keep and to pass on: JSON for a pipeline, Markdown for people. Holds ids and counts, no payloads.
///
/// Units: `made` is when it was made, by the clock of whoever made it.
public record DryRunDocument(String store, String rules, Instant made, DryRunReport report) {

    private static final int EXAMPLES = 5;

    public JsonNode json() {
        ObjectNode root = Json.object().put("store", store).put("rules", rules).put("made", made.toString())
                .put("read", report.read()).put("seconds", report.elapsed().toMillis() / 1e3)
                .put("verdict", report.hasFailures() ? "failed" : "passed");
        ArrayNode rows = root.putArray("types");
        for (DryRunRow row : report.rows()) {
            EventHeader failed = row.firstFailed();
            rows.addObject().put("type", row.type()).put("from", row.from()).put("to", row.to()).put("ok", row.ok())
                    .put("changed", row.changed()).put("lossy", row.lossy()).put("failed", row.failed())
                    .put("first_failed_id", failed == null ? null : failed.id());
        }
        ArrayNode reasons = root.putArray("reasons");
        for (DryRunReason reason : report.reasons()) {
            ArrayNode examples = reasons.addObject().put("verdict", reason.verdict().word()).put("type", reason.type())
                    .put("why", reason.why()).put("place", reason.place()).put("line", reason.line())
                    .put("events", reason.events()).putArray("examples");
            reason.examples().stream().limit(EXAMPLES).forEach(event -> examples.add(event.id()));
        }
        ArrayNode kept = root.putArray("kept");
        report.kept().forEach(each -> kept.addObject().put("type", each.type())
                .put("schema_version", each.schemaVersion()).put("events", each.events()));
        return root;
    }

    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Upcast dry-run: ").append(report.hasFailures() ? "failed" : "passed").append("\n\n")
                .append("Rules ").append(code(rules)).append(" over ").append(code(store)).append(", ").append(made)
                .append(": ").append(report.read()).append(" events read in ")
                .append(String.format(Locale.ROOT, "%.1f", report.elapsed().toMillis() / 1e3))
                .append(" s. Nothing was written.\n\n")
                .append("| type | from | to | ok | changed | lossy | failed | first failed |\n")
                .append("|---|---:|---:|---:|---:|---:|---:|---|\n");
        for (DryRunRow row : report.rows()) {
            EventHeader failed = row.firstFailed();
            text.append("| ").append(cell(row.type())).append(" | ").append(row.from()).append(" | ").append(row.to())
                    .append(" | ").append(row.ok()).append(" | ").append(row.changed()).append(" | ")
                    .append(row.lossy()).append(" | ").append(row.failed()).append(" | ")
                    .append(failed == null ? "" : code(failed.id())).append(" |\n");
        }
        List<DryRunReason> worse = report.reasons().stream()
                .filter(reason -> reason.verdict() != UpcastVerdict.CHANGED).toList();
        if (!worse.isEmpty()) {
            text.append("\n## Why\n\n");
            worse.forEach(reason -> text.append("- ").append(reason.verdict().word()).append(", ")
                    .append(reason.events()).append(" of ").append(cell(reason.type())).append(": ")
                    .append(cell(reason.why())).append(" (").append(cell(reason.place())).append(")\n"));
        }
        report.kept().forEach(each -> text.append("\nKept as stored: ").append(each.events()).append(" of ")
                .append(cell(each.type())).append(" at schema version ")
                .append(cell(String.valueOf(each.schemaVersion()))).append(".\n"));
        return text.toString();
    }

    /// Names come from a store, and may hold anything.
    private static String cell(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\|`*_<>\\[\\]])", "\\\\$1");
    }

    private static String code(String text) {
        return "`" + text.replaceAll("[\\p{Cntrl}`|]", " ") + "`";
    }
}
