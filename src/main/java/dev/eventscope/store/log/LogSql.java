package dev.eventscope.store.log;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Statements with their values written in, for a person to run elsewhere.
///
/// Shape: characters that are not seen, or that turn the direction of writing, are escaped: what is pasted is what is read.
final class LogSql {

    private LogSql() {}

    /// `?` must stand for nothing else in the text.
    static String inlined(String sql, @Nullable Object... values) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int mark = sql.indexOf('?', from);
            text.append(sql, from, mark).append(literal(value));
            from = mark + 1;
        }
        return text.append(sql, from, sql.length()).append(';').toString();
    }

    static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Long number -> number.toString();
            case Integer number -> number.toString();
            case UUID uuid -> "'" + uuid + "'::uuid";
            case Instant instant -> "'" + instant + "'::timestamptz";
            case String text -> quoted(text);
            default -> throw new IllegalArgumentException("no literal of " + value.getClass());
        };
    }

    private static String quoted(String text) {
        if (text.codePoints().noneMatch(LogSql::needsEscape)) {
            return "'" + text.replace("'", "''") + "'";
        }
        StringBuilder quoted = new StringBuilder("e'");
        text.codePoints().forEach(point -> {
            if (point == '\'') {
                quoted.append("''");
            } else if (point == '\\') {
                quoted.append("\\\\");
            } else if (needsEscape(point)) {
                quoted.append(point > 0xffff ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('\'').toString();
    }

    private static boolean needsEscape(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> point == '\\';
        };
    }
}
