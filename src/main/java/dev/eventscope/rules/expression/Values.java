package dev.eventscope.rules.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// JSON as the interpreter sees it, and back. Objects and lists are views, so that a large payload costs only what an
/// expression looks at; a view that is given back is the very tree it stands for.
final class Values {

    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 100;

    private int nodes;

    private Values() {}

    /// Errors: [ExpressionFailed] for a number that neither 64 bits nor a double holds.
    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new ObjectView((ObjectNode) node);
            case ARRAY -> new ListView((ArrayNode) node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
        };
    }

    /// Errors: [ExpressionFailed] where the value is none of JSON's, or too much of it.
    static JsonNode toJson(Object value) {
        return new Values().node(value, 0);
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        double number = node.doubleValue();
        if (!Double.isFinite(number) || new BigDecimal(Double.toString(number)).compareTo(node.decimalValue()) != 0) {
            throw new ExpressionFailed("a number has more digits than an expression can hold: use copy for it");
        }
        return number;
    }

    private JsonNode node(@Nullable Object value, int depth) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new ExpressionFailed(depth > MAX_DEPTH
                    ? "the result has more than " + MAX_DEPTH + " levels"
                    : "the result has more than " + MAX_NODES + " values");
        }
        return switch (value) {
            case ObjectView view -> view.node;
            case ListView view -> view.node;
            case String text -> TextNode.valueOf(text);
            case Boolean truth -> BooleanNode.valueOf(truth);
            case Long number -> parsed(number.toString());
            case Double number when Double.isFinite(number) -> parsed(number.toString());
            case Instant instant -> TextNode.valueOf(instant.toString());
            case NullValue _ -> NullNode.getInstance();
            case List<?> list -> list(list, depth);
            case Map<?, ?> map -> object(map, depth);
            case null, default -> throw new ExpressionFailed("the result is nothing that JSON can hold");
        };
    }

    private ArrayNode list(List<?> list, int depth) {
        ArrayNode items = Json.mapper().createArrayNode();
        for (Object item : list) {
            items.add(node(item, depth + 1));
        }
        return items;
    }

    private ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode fields = Json.object();
        map.forEach((key, item) -> {
            if (!(key instanceof String name)) {
                throw new ExpressionFailed("a field of the result has a name that is no text");
            }
            fields.set(name, node(item, depth + 1));
        });
        return fields;
    }

    /// The node that reading the same figure would give, so that equal values are equal nodes.
    private static JsonNode parsed(String number) {
        try {
            return Json.read(number);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a JSON number: " + number, e);
        }
    }

    private static final class ObjectView extends AbstractMap<String, Object> {

        private final ObjectNode node;

        ObjectView(ObjectNode node) {
            this.node = node;
        }

        @Override
        public int size() {
            return node.size();
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String name && node.has(name);
        }

        @Override
        public @Nullable Object get(Object key) {
            Meter.touch();
            JsonNode value = key instanceof String name ? node.get(name) : null;
            return value == null ? null : of(value);
        }

        private static Entry<String, Object> entry(Entry<String, JsonNode> field) {
            Meter.touch();
            return Map.entry(field.getKey(), of(field.getValue()));
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return node.properties().stream()
                            .<Entry<String, Object>>map(ObjectView::entry)
                            .iterator();
                }

                @Override
                public int size() {
                    return node.size();
                }
            };
        }
    }

    private static final class ListView extends AbstractList<Object> {

        private final ArrayNode node;

        ListView(ArrayNode node) {
            this.node = node;
        }

        @Override
        public Object get(int index) {
            Meter.touch();
            return of(node.get(index));
        }

        @Override
        public int size() {
            return node.size();
        }
    }
}
