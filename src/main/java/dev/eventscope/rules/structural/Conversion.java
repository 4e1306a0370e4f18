package dev.eventscope.rules.structural;

import java.math.BigDecimal;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.Redacted;

/// Makes another kind of value of one value, without losing any of it.
final class Conversion {

    /// Longer figures are not read: the arithmetic on them is not linear.
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_EXPONENT = 10_000;

    private Conversion() {}

    /// The converted value, the same object where nothing had to be done, null where it cannot be.
    static @Nullable JsonNode of(JsonNode value, ValueKind kind, String separator) {
        if (value.isNull() || Redacted.is(value)) {
            // What is hidden may have been of any kind: it is not the rule's failure that it cannot be seen.
            return value;
        }
        return switch (kind) {
            case NUMBER -> value.isNumber() ? value : value.isTextual() ? number(value.textValue()) : null;
            case INTEGER -> integer(value);
            case TEXT -> value.isTextual() ? value : value.isValueNode() ? TextNode.valueOf(value.asText()) : null;
            case BOOLEAN -> value.isBoolean() ? value : truth(value);
            case LIST -> list(value, separator);
        };
    }

    /// What a value is, for a sentence: `text`, `a list`.
    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "a value";
        };
    }

    private static @Nullable JsonNode integer(JsonNode value) {
        JsonNode number = of(value, ValueKind.NUMBER, "");
        if (number == null || number.isIntegralNumber()) {
            return number;
        }
        BigDecimal decimal = number.decimalValue();
        boolean whole = Math.abs((long) decimal.scale()) <= MAX_EXPONENT && decimal.stripTrailingZeros().scale() <= 0;
        return whole ? canonical(decimal.toBigInteger().toString()) : null;
    }

    private static @Nullable JsonNode number(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return canonical(new BigDecimal(digits).toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The node that reading the same figure from JSON would give, so that equal values are equal nodes.
    private static JsonNode canonical(String number) {
        try {
            return Json.read(number);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a JSON number: " + number, e);
        }
    }

    private static @Nullable JsonNode truth(JsonNode value) {
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> null;
        };
    }

    private static @Nullable JsonNode list(JsonNode value, String separator) {
        if (value.isArray()) {
            return value;
        }
        if (!value.isValueNode()) {
            return null;
        }
        ArrayNode list = Json.mapper().createArrayNode();
        if (!value.isTextual()) {
            return list.add(value);
        }
        String text = value.textValue();
        for (int from = 0; from <= text.length() && !text.isBlank();) {
            int at = text.indexOf(separator, from);
            int to = at < 0 ? text.length() : at;
            list.add(text.substring(from, to).strip());
            from = at < 0 ? text.length() + 1 : to + separator.length();
        }
        return list;
    }
}
