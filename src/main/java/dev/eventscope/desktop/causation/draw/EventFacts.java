package dev.eventscope.desktop.causation.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.VectorClock;

/// The little of a payload and its metadata that the graph shows: the step of a saga, the steps planned, the error, the
/// vector clock.
public record EventFacts(@Nullable String step, int attempt, @Nullable String error, List<String> planned,
        @Nullable VectorClock clock) {

    static final EventFacts UNKNOWN = new EventFacts(null, 0, null, List.of(), null);

    /// Facts by the number of the event; only of those that have been read.
    public record Book(Map<Integer, EventFacts> byNumber) {

        public static final Book EMPTY = new Book(Map.of());

        public EventFacts of(int number) {
            return byNumber.getOrDefault(number, UNKNOWN);
        }
    }

    public EventFacts {
        planned = List.copyOf(planned);
    }

    /// What is not there, or has another form than ours, is left out.
    public static EventFacts of(RecordedEvent event) {
        VectorClock clock = VectorClock.ofMetadata(event.metadata()).orElse(null);
        if (!(event.payload().decode() instanceof Payload.Tree(var tree))) {
            return new EventFacts(null, 0, null, List.of(), clock);
        }
        List<String> planned = new ArrayList<>();
        tree.path("steps").forEach(step -> {
            if (step.path("step").isTextual()) {
                planned.add(step.path("step").textValue());
            }
        });
        JsonNode error = tree.path("error");
        return new EventFacts(text(tree.path("step")), tree.path("attempt").asInt(0),
                error.isTextual() ? error.textValue() : text(error.path("class")), planned, clock);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
