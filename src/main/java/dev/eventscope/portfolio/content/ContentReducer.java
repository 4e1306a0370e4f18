package dev.eventscope.portfolio.content;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;
import dev.eventscope.replay.FoldEvent;
import dev.eventscope.replay.Reducer;

/// How content becomes its state: the one fold of the portfolio, used by its own commands and by every replay.
///
/// Shape: an addition and an update replace the whole state by what the event carries, with `deleted: false`; a deletion
///        leaves `path` (and `path_bytes`) with `deleted: true`; a request for a sync changes nothing.
public final class ContentReducer implements Reducer {

    @Override
    public String layout() {
        return "native";
    }

    @Override
    public String category() {
        return ContentEvents.CATEGORY;
    }

    @Override
    public Set<String> types() {
        return ContentEvents.TYPES;
    }

    @Override
    public JsonNode apply(JsonNode state, FoldEvent event) {
        return apply(state, event.type(), event.payload());
    }

    /// The fold itself.
    ///
    /// Errors: `IllegalArgumentException` for a type of event that content does not have.
    static JsonNode apply(JsonNode state, String type, JsonNode payload) {
        return switch (type) {
            case ContentEvents.ADDED, ContentEvents.UPDATED -> {
                ObjectNode live = Json.object();
                payload.properties().forEach(field -> live.set(field.getKey(), field.getValue()));
                yield live.put("deleted", false);
            }
            case ContentEvents.DELETED -> {
                ObjectNode deleted = Json.object();
                JsonNode known = payload.has("path") ? payload : state;
                for (String field : new String[]{"path", "path_bytes"}) {
                    if (known.has(field)) {
                        deleted.set(field, known.get(field));
                    }
                }
                yield deleted.put("deleted", true);
            }
            case ContentEvents.SYNC_REQUESTED -> state;
            default -> throw new IllegalArgumentException("content has no event of type " + type);
        };
    }
}
