package dev.eventscope.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;

/// The little of a payload that a canvas shows: the step of a saga and its attempt, what went wrong, the steps that a saga
/// plans, one line of summary.
public record EventFacts(@Nullable String step, @Nullable Integer attempt, @Nullable String error,
        List<String> planned, String summary) {

    /// Of an event whose payload says nothing of this, or cannot be read.
    public static final EventFacts UNKNOWN = new EventFacts(null, null, null, List.of(), "");

    /// Facts by event id; only of events whose payload has been read.
    public record Book(Map<String, EventFacts> byId) {

        public static final Book EMPTY = new Book(Map.of());

        public EventFacts of(String eventId) {
            return byId.getOrDefault(eventId, UNKNOWN);
        }
    }

    private static final String[] SUMMARY_FIELDS = {"title", "name", "path", "subject", "message", "reason", "status"};

    public EventFacts {
        planned = List.copyOf(planned);
    }

    /// What is not there, or has another form than ours, is left out.
    public static EventFacts of(RecordedEvent event) {
        if (!(event.payload().decode() instanceof Payload.Tree(var tree))) {
            return UNKNOWN;
        }
        String step = text(tree.path("step"));
        Integer attempt = tree.path("attempt").isInt() ? tree.path("attempt").intValue() : null;
        String error = text(tree.path("error").isTextual() ? tree.path("error") : tree.path("error").path("class"));
        return new EventFacts(step, attempt, error, planned(tree.path("steps")), summary(tree, step, attempt, error));
    }

    private static List<String> planned(JsonNode steps) {
        List<String> names = new ArrayList<>();
        for (JsonNode step : steps) {
            String name = text(step.path("step"));
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private static String summary(JsonNode tree, @Nullable String step, @Nullable Integer attempt,
            @Nullable String error) {
        if (step != null) {
            return step + (error != null ? ", " + error : attempt != null ? ", attempt " + attempt : "");
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
