package dev.eventscope.replay;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.Actor;

/// One event as blame sees it; what is dear to find out is found out when it is asked for.
///
/// Threads: not safe.
final class BlameEvent {

    private final long version;
    private final RecordedEvent event;
    private final JsonNode payload;
    private @Nullable FieldWrite write;
    private @Nullable FieldWrite removal;
    private @Nullable Set<JsonNode> parts;

    BlameEvent(long version, RecordedEvent event, JsonNode payload) {
        this.version = version;
        this.event = event;
        this.payload = payload;
    }

    FieldWrite write() {
        if (write == null) {
            write = make(false);
        }
        return write;
    }

    FieldWrite removal() {
        if (removal == null) {
            removal = make(true);
        }
        return removal;
    }

    /// Whether this very node came with the payload, wherever it stands in it.
    boolean carries(JsonNode node) {
        if (parts == null) {
            parts = Collections.newSetFromMap(new IdentityHashMap<>());
            collect(payload, parts);
        }
        return parts.contains(node);
    }

    private static void collect(JsonNode node, Set<JsonNode> parts) {
        parts.add(node);
        node.forEach(child -> collect(child, parts));
    }

    private FieldWrite make(boolean removes) {
        EventHeader header = event.header();
        String actor = event.metadata().decode() instanceof Payload.Tree(var metadata)
                ? Actor.of(metadata).orElse(null)
                : null;
        return new FieldWrite(version, header.id(), header.type(), header.occurredAt(), header.recordedAt(), actor,
                removes);
    }
}
