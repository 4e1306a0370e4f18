package dev.eventscope.replay;

import com.fasterxml.jackson.databind.JsonNode;

/// Whether two JSON values say the same: numbers by value (`1.0` is `1.00`), objects whatever the order of their keys.
final class JsonEquality {

    private JsonEquality() {}

    @SuppressWarnings("ReferenceEquality") // states share structure: the same node needs no look
    static boolean same(JsonNode a, JsonNode b) {
        if (a == b) {
            return true;
        }
        if (a.isNumber() && b.isNumber()) {
            return sameNumber(a, b);
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size() && a.properties().stream().allMatch(field -> {
                JsonNode other = b.get(field.getKey());
                return other != null && same(field.getValue(), other);
            });
        }
        if (a.isArray() && b.isArray()) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = same(a.get(i), b.get(i));
            }
            return same;
        }
        return a.equals(b);
    }

    /// A hash that is equal where [#same] holds.
    static int hash(JsonNode node) {
        int hash = node.getNodeType().hashCode();
        switch (node.getNodeType()) {
            case NUMBER -> hash = Double.hashCode(node.doubleValue() + 0.0);
            case OBJECT -> {
                for (var field : node.properties()) {
                    hash += field.getKey().hashCode() * 31 ^ hash(field.getValue());
                }
            }
            case ARRAY -> {
                for (JsonNode item : node) {
                    hash = hash * 31 + hash(item);
                }
            }
            default -> hash = node.hashCode();
        }
        return hash;
    }

    private static boolean sameNumber(JsonNode a, JsonNode b) {
        if (a.isIntegralNumber() && b.isIntegralNumber() && a.canConvertToLong() && b.canConvertToLong()) {
            return a.longValue() == b.longValue();
        }
        // Only code can make these: JSON has no words for them, and a BigDecimal cannot hold them.
        if (isNotFinite(a) || isNotFinite(b)) {
            return a.equals(b);
        }
        return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }

    private static boolean isNotFinite(JsonNode node) {
        return (node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue());
    }
}
