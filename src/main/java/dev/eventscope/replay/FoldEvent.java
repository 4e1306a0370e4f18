package dev.eventscope.replay;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.RecordedEvent;

/// One event on its way into a state.
///
/// Shape: `payload` is what is to be folded: upcast where upcasters are in force, else as stored. `recorded` is the event
///        as the store holds it.
public record FoldEvent(RecordedEvent recorded, JsonNode payload) {

    public String type() {
        return recorded.type();
    }
}
