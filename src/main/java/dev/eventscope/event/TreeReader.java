package dev.eventscope.event;

import java.io.IOException;
import java.util.ArrayDeque;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/// The tree that `ObjectMapper.readTree` makes by the settings of [Json], without the way through its deserializers, which
/// takes a sixth of the time.
///
/// Shape: as deep as the parser lets it be. No text gives a missing node, and of a name that comes twice the last one counts.
final class TreeReader {

    private final JsonParser in;

    private TreeReader(JsonParser in) {
        this.in = in;
    }

    static JsonNode read(JsonParser in) throws IOException {
        try (in) {
            JsonToken first = in.nextToken();
            if (first == null) {
                return MissingNode.getInstance();
            }
            JsonNode root = new TreeReader(in).root(first);
            if (in.nextToken() != null) {
                throw new JsonParseException(in, "there is more after the end of the value");
            }
            return root;
        }
    }

    /// Without a call for each level: the deepest text that is read must fit any thread's stack.
    private JsonNode root(JsonToken first) throws IOException {
        if (!first.isStructStart()) {
            return scalar(first);
        }
        ContainerNode<?> node = container(first);
        ArrayDeque<ContainerNode<?>> around = null; // most are flat
        while (true) {
            ContainerNode<?> inner = node instanceof ObjectNode object ? fields(object) : items((ArrayNode) node);
            if (inner != null) {
                around = around == null ? new ArrayDeque<>() : around;
                around.push(node);
                node = inner;
            } else if (around == null || around.isEmpty()) {
                return node;
            } else {
                node = around.pop();
            }
        }
    }

    /// Reads on up to a field that holds others, which is in its place and still empty; null at the end.
    private @Nullable ContainerNode<?> fields(ObjectNode object) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken token = in.nextToken();
            if (token.isStructStart()) {
                ContainerNode<?> inner = container(token);
                object.set(name, inner);
                return inner;
            }
            object.set(name, scalar(token));
        }
        return null;
    }

    /// As [#fields].
    private @Nullable ContainerNode<?> items(ArrayNode array) throws IOException {
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (token.isStructStart()) {
                ContainerNode<?> inner = container(token);
                array.add(inner);
                return inner;
            }
            array.add(scalar(token));
        }
        return null;
    }

    private static ContainerNode<?> container(JsonToken start) {
        return start == JsonToken.START_OBJECT ? Json.object() : Json.mapper().createArrayNode();
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> TextNode.valueOf(in.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonParseException(in, "no value begins with " + token);
        };
    }

    private JsonNode decimal() throws IOException {
        try {
            return DecimalNode.valueOf(in.getDecimalValue());
        } catch (NumberFormatException e) {
            throw new JsonParseException(in, "a number that is beyond what can be held", e);
        }
    }

    private JsonNode integer() throws IOException {
        return switch (in.getNumberType()) {
            case INT -> IntNode.valueOf(in.getIntValue());
            case LONG -> LongNode.valueOf(in.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> BigIntegerNode.valueOf(in.getBigIntegerValue());
        };
    }
}
