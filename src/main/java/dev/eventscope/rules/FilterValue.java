package dev.eventscope.rules;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/// The value of a term: its text, and whether it stood in quotes and so is taken letter by letter.
record FilterValue(String text, boolean quoted) {

    /// Longer figures are text: arithmetic on them would not be bounded.
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_EXPONENT = 10_000;

    TextPattern pattern() {
        return quoted ? TextPattern.exact(text) : TextPattern.glob(text);
    }

    TextPattern within() {
        return quoted ? TextPattern.containing(text) : TextPattern.glob(text).anywhere();
    }

    /// The number that an unquoted value is; null where it is anything else.
    @Nullable
    BigDecimal number() {
        return quoted ? null : numberOf(text);
    }

    static @Nullable BigDecimal numberOf(String text) {
        if (text.isEmpty() || text.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MAX_EXPONENT ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return quoted ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : text;
    }
}
