package dev.eventscope.saga;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A row of the audit, and what has come of it until now: `refused`, `done`, or the [RedriveOutcome.State] of a re-drive.
public record AuditLine(AuditEntry entry, String outcome) {

    /// Named as the terminal and the exports show them; values are text, numbers, booleans, instants or null.
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("no", entry.number());
        fields.put("at", entry.at());
        fields.put("actor", entry.actor());
        fields.put("os_user", entry.osUser());
        fields.put("client", entry.client());
        fields.put("action", entry.action());
        fields.put("mode", entry.mode());
        fields.put("target", entry.what());
        fields.put("reason", entry.reason());
        fields.put("evidence", entry.evidence());
        fields.put("outcome", outcome);
        fields.put("refusal", entry.refusal());
        fields.put("before", entry.before());
        fields.put("after", entry.after());
        fields.put("request_id", entry.requestId().toString());
        fields.put("event_id", entry.eventId() == null ? null : entry.eventId().toString());
        fields.put("previous_hash", entry.previousHash());
        fields.put("hash", entry.hash());
        return fields;
    }
}
