package dev.eventscope.desktop.timeline.model;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;

/// The little of a payload that the timeline shows: the step of a saga, the error, one line of summary.
public record EventFacts(
        @Nullable String step,
        @Nullable Integer attempt,
        @Nullable String errorClass,
        @Nullable String errorMessage,
        String summary) {

    /// Of an event whose payload says nothing of this, or cannot be read.
    public static final EventFacts UNKNOWN = new EventFacts(null, null, null, null, "");

    /// Facts by event id; only for events whose payload has been read.
    public record Book(Map<String, EventFacts> byId) {

        public static final Book EMPTY = new Book(Map.of());

        public Optional<EventFacts> find(String eventId) {
            return Optional.ofNullable(byId.get(eventId));
        }
    }

    private static final String[] SUMMARY_FIELDS = {"title", "name", "path", "subject", "message", "reason", "status"};

    /// Reads the facts out of a payload. What is not there, or has another form than ours, is left out.
    public static EventFacts of(RecordedEvent event) {
        if (!(event.payload().decode() instanceof Payload.Tree(var tree))) {
            return UNKNOWN;
        }
        JsonNode error = tree.path("error");
        String step = text(tree.path("step"));
        Integer attempt = tree.path("attempt").isInt() ? tree.path("attempt").intValue() : null;
        String errorClass = text(error.path("class"));
        return new EventFacts(step, attempt, errorClass, text(error.path("message")),
                summary(tree, step, attempt, errorClass));
    }

    private static String summary(JsonNode tree, @Nullable String step, @Nullable Integer attempt,
            @Nullable String errorClass) {
        if (step != null) {
            return step + (errorClass != null ? ", " + errorClass : attempt != null ? ", attempt " + attempt : "");
        }
        for (String field : SUMMARY_FIELDS) {
            String value = text(tree.path(field));
            if (value != null && !value.isBlank()) {
                return value.lines().findFirst().orElse("");
            }
        }
        return "";
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
