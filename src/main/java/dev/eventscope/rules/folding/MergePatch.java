package dev.eventscope.rules.folding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;

/// RFC 7396: fields of the patch replace fields of the target, `null` removes, arrays and values replace whole.
///
/// Shape: the target stays as it is. The result shares every level that the patch does not touch.
public final class MergePatch {

    private MergePatch() {}

    /// As [#apply], but writes into the objects of the target: only the caller may hold it, and only this method may have
    /// made them. Lists are never written into.
    public static JsonNode applyTo(JsonNode owned, JsonNode patch) {
        if (!(patch instanceof ObjectNode fields)) {
            return patch;
        }
        ObjectNode result = owned instanceof ObjectNode object ? object : Json.object();
        for (var field : fields.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(),
                        value.isObject() ? applyTo(result.path(field.getKey()), value) : value);
            }
        }
        return result;
    }

    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode fields)) {
            return patch;
        }
        ObjectNode result = Json.object();
        if (target instanceof ObjectNode before) {
            result.setAll(before);
        }
        for (var field : fields.properties()) {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), apply(result.path(field.getKey()), field.getValue()));
            }
        }
        return result;
    }
}
