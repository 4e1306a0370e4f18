package dev.eventscope.rules;

/// What stands between a field and its value.
public enum FilterOperator {
    MATCHES(":"), EQUAL("="), NOT_EQUAL("!="), GREATER(">"), AT_LEAST(">="), LESS("<"), AT_MOST("<="), CONTAINS("~");

    private final String sign;

    FilterOperator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /// Whether a comparison that came out as `order` (negative, zero, positive) holds.
    boolean holds(int order) {
        return switch (this) {
            case MATCHES, EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case CONTAINS -> false;
        };
    }
}
