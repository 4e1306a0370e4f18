package dev.eventscope.rules;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Compares a JSON value with the value of a term.
///
/// Shape: a number compares as a number where both are; a list passes where one of its elements does (with `!=`, where
///        none equals); `~` looks into everything below; an object is otherwise only ever there (`:*`).
final class NodeComparison {

    private final FilterOperator operator;
    private final @Nullable BigDecimal number;
    private final TextPattern pattern;
    private final String text;

    NodeComparison(FilterOperator operator, FilterValue value) {
        this.operator = operator;
        this.number = value.number();
        this.pattern = operator == FilterOperator.CONTAINS ? value.within() : value.pattern();
        this.text = value.text();
    }

    boolean matches(JsonNode node) {
        if (node.isMissingNode()) {
            return false;
        }
        return switch (operator) {
            case CONTAINS -> contains(node);
            case NOT_EQUAL -> !anyEqual(node);
            case MATCHES, EQUAL -> anyEqual(node);
            case GREATER, AT_LEAST, LESS, AT_MOST -> anyInOrder(node);
        };
    }

    private boolean contains(JsonNode node) {
        if (node.isValueNode()) {
            return pattern.matches(node.asText());
        }
        for (JsonNode child : node) {
            if (contains(child)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyEqual(JsonNode node) {
        if (node.isValueNode()) {
            boolean numbers = number != null && node.isNumber();
            return numbers ? node.decimalValue().compareTo(number) == 0 : pattern.matches(node.asText());
        }
        if (pattern.pieces().stream().allMatch(String::isEmpty) && !pattern.isLiteral()) {
            return true;
        }
        for (JsonNode child : node) {
            if (node.isArray() && child.isValueNode() && anyEqual(child)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyInOrder(JsonNode node) {
        if (node.isNumber()) {
            return number != null && operator.holds(node.decimalValue().compareTo(number));
        }
        if (node.isTextual()) {
            return number == null && operator.holds(node.textValue().compareTo(text));
        }
        if (node.isArray()) {
            for (JsonNode child : node) {
                if (child.isValueNode() && anyInOrder(child)) {
                    return true;
                }
            }
        }
        return false;
    }
}
