package dev.eventscope.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.rules.yaml.RulePlace;
import dev.eventscope.store.EventReader;
import dev.eventscope.upcast.UpcastVerdict;

/// A dry-run that was stopped, as JSON, so that another process can go on with it. Holds counts and ids, no payloads.
record DryRunMemory(DryRunTally tally, Duration elapsed) {

    private static final int PAGE = 512;

    JsonNode write() {
        ObjectNode root = Json.object().put("read", tally.read()).put("elapsed_ms", elapsed.toMillis());
        EventHeader last = tally.last();
        root.put("last", last == null ? null : last.id());
        ArrayNode rows = root.putArray("rows");
        for (DryRunRow row : tally.rows()) {
            ObjectNode written = rows.addObject().put("type", row.type()).put("from", row.from()).put("to", row.to());
            for (UpcastVerdict verdict : UpcastVerdict.values()) {
                EventHeader first = row.first().get(verdict);
                written.putObject(verdict.word()).put("events", row.count(verdict))
                        .put("first", first == null ? null : first.id());
            }
        }
        ArrayNode reasons = root.putArray("reasons");
        for (DryRunReason reason : tally.reasons()) {
            ArrayNode examples = reasons.addObject().put("verdict", reason.verdict().word()).put("type", reason.type())
                    .put("why", reason.why()).put("place", reason.place()).put("line", reason.line())
                    .put("events", reason.events()).putArray("examples");
            reason.examples().forEach(event -> examples.add(event.id()));
        }
        ArrayNode kept = root.putArray("kept");
        tally.kept().forEach(each -> kept.addObject().put("type", each.type())
                .put("schema_version", each.schemaVersion()).put("events", each.events()));
        ArrayNode acted = root.putArray("acted");
        tally.acted().forEach(place -> acted.addObject().put("file", place.file()).put("line", place.line())
                .put("column", place.column()));
        return root;
    }

    /// Errors: `IllegalArgumentException` where the store does not hold the events that it names, or it is none of ours.
    static DryRunMemory read(JsonNode root, EventReader reader) {
        Map<String, EventHeader> events = events(root, reader);
        List<DryRunRow> rows = new ArrayList<>();
        for (JsonNode row : root.path("rows")) {
            Map<UpcastVerdict, EventHeader> first = new EnumMap<>(UpcastVerdict.class);
            for (UpcastVerdict verdict : UpcastVerdict.values()) {
                JsonNode id = row.path(verdict.word()).path("first");
                if (id.isTextual()) {
                    first.put(verdict, event(events, id));
                }
            }
            rows.add(new DryRunRow(row.path("type").asText(), row.path("from").asInt(), row.path("to").asInt(),
                    events(row, UpcastVerdict.OK), events(row, UpcastVerdict.CHANGED), events(row, UpcastVerdict.LOSSY),
                    events(row, UpcastVerdict.FAILED), first));
        }
        List<DryRunReason> reasons = new ArrayList<>();
        for (JsonNode reason : root.path("reasons")) {
            List<EventHeader> examples = new ArrayList<>();
            reason.path("examples").forEach(id -> examples.add(event(events, id)));
            reasons.add(
                    new DryRunReason(UpcastVerdict.valueOf(reason.path("verdict").asText().toUpperCase(Locale.ROOT)),
                            reason.path("type").asText(), reason.path("why").asText(), reason.path("place").asText(),
                            reason.path("line").asInt(), reason.path("events").asLong(), examples));
        }
        List<DryRunKept> kept = new ArrayList<>();
        root.path("kept").forEach(each -> kept.add(new DryRunKept(each.path("type").asText(),
                each.path("schema_version").asText(), each.path("events").asLong())));
        Set<RulePlace> acted = new HashSet<>();
        root.path("acted").forEach(place -> acted.add(new RulePlace(place.path("file").asText(),
                place.path("line").asInt(), place.path("column").asInt())));
        JsonNode last = root.path("last");
        return new DryRunMemory(DryRunTally.of(rows, reasons, kept, acted, root.path("read").asLong(),
                last.isTextual() ? event(events, last) : null), Duration.ofMillis(root.path("elapsed_ms").asLong()));
    }

    private static long events(JsonNode row, UpcastVerdict verdict) {
        return row.path(verdict.word()).path("events").asLong();
    }

    private static EventHeader event(Map<String, EventHeader> events, JsonNode id) {
        EventHeader found = events.get(id.asText());
        if (found == null) {
            throw new IllegalArgumentException("event " + id.asText() + " is not in this store");
        }
        return found;
    }

    private static Map<String, EventHeader> events(JsonNode root, EventReader reader) {
        Set<String> ids = new LinkedHashSet<>();
        root.findValues("first").forEach(id -> ids.add(id.asText()));
        root.findValues("last").forEach(id -> ids.add(id.asText()));
        root.path("reasons").forEach(reason -> reason.path("examples").forEach(id -> ids.add(id.asText())));
        ids.remove("null");
        List<String> all = List.copyOf(ids);
        Map<String, EventHeader> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += PAGE) {
            reader.readEvents(all.subList(from, Math.min(all.size(), from + PAGE)))
                    .forEach(event -> found.put(event.id(), event.header()));
        }
        return found;
    }
}
