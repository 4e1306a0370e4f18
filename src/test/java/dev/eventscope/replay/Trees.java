package dev.eventscope.replay;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;

/// Random JSON from a seed, with the odd cases in it, and a second hand at applying patches to it.
final class Trees {

    private static final List<String> KEYS = List.of("a", "b", "c", "a/b", "m~n", "", "ключ", "0", "-");

    private final Random random;

    Trees(long seed) {
        random = new Random(seed);
    }

    static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    ObjectNode object(int depth) {
        ObjectNode object = Json.object();
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            object.set(KEYS.get(random.nextInt(KEYS.size())), value(depth - 1));
        }
        return object;
    }

    JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 2 -> JsonNodeFactory.instance.numberNode(random.nextInt(4));
            case 3 -> JsonNodeFactory.instance.numberNode(new BigDecimal(random.nextBoolean() ? "1e400" : "2.50"));
            case 4 -> JsonNodeFactory.instance.numberNode(BigInteger.TWO.pow(70 + random.nextInt(2)));
            case 5, 6 -> JsonNodeFactory.instance.textNode("s" + random.nextInt(4));
            case 7, 8 -> object(depth);
            default -> array(depth);
        };
    }

    /// Something near to what is given: most of it stays.
    JsonNode near(JsonNode node) {
        if (random.nextInt(6) == 0) {
            return value(2);
        }
        if (node.isObject()) {
            ObjectNode result = Json.object();
            node.properties().forEach(field -> {
                if (random.nextInt(5) > 0) {
                    result.set(field.getKey(), random.nextBoolean() ? field.getValue() : near(field.getValue()));
                }
            });
            if (random.nextInt(3) == 0) {
                result.set(KEYS.get(random.nextInt(KEYS.size())), value(2));
            }
            return result;
        }
        if (node.isArray()) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> {
                if (random.nextInt(6) == 0) {
                    result.add(value(1));
                }
                if (random.nextInt(5) > 0) {
                    result.add(random.nextInt(4) > 0 ? item : near(item));
                }
            });
            return result;
        }
        return node;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int items = random.nextInt(7);
        for (int i = 0; i < items; i++) {
            array.add(value(depth - 1));
        }
        return array;
    }

    /// RFC 7396 as its pseudocode says, on copies: an independent hand.
    static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : Json.object();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                JsonNode old = result.get(field.getKey());
                result.set(field.getKey(), merged(old == null ? Json.object().nullNode() : old, field.getValue()));
            }
        });
        return result;
    }

    /// RFC 6902, strictly: what is removed or replaced must be there, and be the old value.
    static JsonNode applied(JsonNode before, List<Change> changes) {
        JsonNode[] root = {before.deepCopy()};
        for (Change change : changes) {
            apply(root, change);
        }
        return root[0];
    }

    private static void apply(JsonNode[] root, Change change) {
        if (change.path().isEmpty()) {
            root[0] = change.value().deepCopy();
            return;
        }
        int cut = change.path().lastIndexOf('/');
        JsonNode parent = root[0].at(change.path().substring(0, cut));
        String key = change.path().substring(cut + 1).replace("~1", "/").replace("~0", "~");
        if (parent instanceof ArrayNode array) {
            apply(array, Integer.parseInt(key), change);
        } else {
            apply((ObjectNode) parent, key, change);
        }
    }

    private static void apply(ArrayNode array, int index, Change change) {
        if (change.op() == Change.Op.ADD) {
            if (index > array.size()) {
                throw new IllegalArgumentException("add beyond the end: " + change);
            }
            array.insert(index, change.value());
            return;
        }
        check(array.get(index), change);
        if (change.op() == Change.Op.REMOVE) {
            array.remove(index);
        } else {
            array.set(index, change.value());
        }
    }

    private static void apply(ObjectNode object, String key, Change change) {
        if (change.op() == Change.Op.ADD) {
            object.set(key, change.value());
            return;
        }
        check(object.get(key), change);
        if (change.op() == Change.Op.REMOVE) {
            object.remove(key);
        } else {
            object.set(key, change.value());
        }
    }

    private static void check(JsonNode found, Change change) {
        if (found == null || !found.equals(change.oldValue())) {
            throw new IllegalArgumentException("not the old value: " + change);
        }
    }
}
