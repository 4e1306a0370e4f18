package dev.eventscope.event;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

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
            JsonNode root = new TreeReader(in).value(first);
            if (in.nextToken() != null) {
                throw new JsonParseException(in, "there is more after the end of the value");
            }
            return root;
        }
    }

    private JsonNode value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> TextNode.valueOf(in.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonParseException(in, "no value begins with " + token);
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = Json.object();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            object.set(name, value(in.nextToken()));
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = Json.mapper().createArrayNode();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            array.add(value(token));
        }
        return array;
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
