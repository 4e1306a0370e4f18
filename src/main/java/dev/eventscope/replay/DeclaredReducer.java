package dev.eventscope.replay;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.folding.StateRules;
import dev.eventscope.store.Cancellation;

/// The rules of a profile as a reducer: what makes a state declared.
record DeclaredReducer(String layout, StateRules rules) implements Reducer {

    @Override
    public String category() {
        return rules.category();
    }

    @Override
    public Set<String> types() {
        return rules.types();
    }

    @Override
    public Fidelity fidelity() {
        return Fidelity.DECLARED;
    }

    @Override
    public String label() {
        return "rules of the profile";
    }

    @Override
    public JsonNode apply(JsonNode state, FoldEvent event) {
        // One event may take as long as an expression may: a person who gives up is not to wait for a page of them.
        Cancellation.check();
        return rules.apply(state, event.type(), event.payload(), () -> describe(event.recorded()));
    }

    /// An event as expressions see it: a field that it does not have is not there.
    static JsonNode describe(RecordedEvent event) {
        EventHeader header = event.header();
        ObjectNode described = Json.object().put("id", header.id()).put("stream", header.stream().name())
                .put("category", header.category()).put("type", header.type());
        if (header.version() != null) {
            described.put("version", header.version());
        }
        if (header.schemaVersion() != null) {
            described.put("schema_version", header.schemaVersion());
        }
        if (header.correlationId() != null) {
            described.put("correlation_id", header.correlationId());
        }
        if (header.occurredAt() != null) {
            described.put("occurred_at", header.occurredAt().toString());
        }
        if (header.recordedAt() != null) {
            described.put("recorded_at", header.recordedAt().toString());
        }
        if (event.metadata().decode() instanceof Payload.Tree(var metadata)) {
            described.set("metadata", metadata);
        }
        return described;
    }
}
