package dev.eventscope.wire;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Which topic a category goes to: `PREFIX.CATEGORY`, one topic a category.
///
/// Shape: letters, digits, `_` and `.` of the category stay; every other byte of its UTF-8 form becomes `-` and two hex
///        digits, so two categories never share a topic.
public record Topics(String prefix) {

    public static final Topics STANDARD = new Topics("eventscope");

    public Topics {
        if (!prefix.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "prefix must be 1 to 100 letters, digits, dots, dashes or underscores, was '" + prefix + "'");
        }
    }

    public String of(String category) {
        if (isPlain(category)) {
            return prefix + '.' + category;
        }
        StringBuilder name = new StringBuilder(prefix).append('.');
        for (byte b : category.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                name.append((char) b);
            } else {
                name.append('-').append("%02x".formatted(b & 0xff));
            }
        }
        return name.toString();
    }

    /// What a consumer of all categories subscribes to.
    public Pattern pattern() {
        return Pattern.compile(Pattern.quote(prefix) + "\\..*");
    }

    private static boolean isPlain(String category) {
        for (int i = 0; i < category.length(); i++) {
            if (category.charAt(i) > 'z' || !isPlain((byte) category.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_' || b == '.';
    }
}
