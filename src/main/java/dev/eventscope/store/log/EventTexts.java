package dev.eventscope.store.log;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.store.StoreException;

/// The texts of events on their way into the store, and the name of the one that the store does not take.
final class EventTexts {

    private EventTexts() {}

    static String payload(NewEvent event) {
        return text(event, "payload", event.payload());
    }

    /// With the trace context put in, where there is one.
    static String metadata(NewEvent event, @Nullable String traceparent) {
        return MetadataText.with(traceparent, text(event, "metadata", event.metadata()));
    }

    private static String text(NewEvent event, String what, Payload payload) {
        String text;
        try {
            text = payload.text();
        } catch (CharacterCodingException e) {
            throw new AppendRefused(event.id(), what + " is not UTF-8", e);
        }
        if (text.indexOf('\0') >= 0) {
            throw new AppendRefused(event.id(), what + " holds a NUL character, which PostgreSQL text cannot", null);
        }
        return text;
    }

    /// The refusal of a whole call, by the name of the event where it can be told.
    static StoreException refusal(List<AppendRequest> requests, StatementRefused e) {
        String constraint = e.constraint();
        List<NewEvent> events = requests.stream().flatMap(request -> request.streams().stream())
                .flatMap(part -> part.events().stream()).toList();
        boolean sameAppend = "event_id_once".equals(constraint)
                && requests.stream().allMatch(AppendRequest::isItsOwnProof);
        if (sameAppend || "append_pkey".equals(constraint)) {
            return new ConcurrentTransaction("the same append was under way in another transaction: try again", e);
        }
        if ("event_id_once".equals(constraint)) {
            return new AppendRefused(events.size() == 1 ? events.getFirst().id() : null,
                    "an event with this id is in the store already", e);
        }
        return switch (e.sqlState()) {
            case "22P02", "54001", "22P05", "22021", "54000" -> badJson(events, e);
            default -> e;
        };
    }

    private static AppendRefused badJson(List<NewEvent> events, StatementRefused e) {
        if (events.size() == 1) {
            return new AppendRefused(events.getFirst().id(), String.valueOf(e.getMessage()), e);
        }
        for (NewEvent event : events) {
            String reason = reason(event);
            if (reason != null) {
                return new AppendRefused(event.id(), reason, e);
            }
        }
        return new AppendRefused(null, String.valueOf(e.getMessage()), e);
    }

    private static @Nullable String reason(NewEvent event) {
        for (Payload payload : List.of(event.payload(), event.metadata())) {
            try {
                Json.read(payload.bytes());
            } catch (JsonProcessingException e) {
                return "not JSON: " + Json.reasonOf(e);
            } catch (IOException e) {
                return "not UTF-8";
            }
        }
        return null;
    }
}
