package dev.eventscope.saga;

import java.util.regex.Pattern;

/// The end of the audit's chain: how many rows there are, and the hash of the last. Kept elsewhere, it shows whether a tail
/// was cut off or the whole was written anew.
public record AuditHead(long number, String hash) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):((?:[0-9a-f]{64})?)");

    /// As it is printed: `42:9f3c…`, `0:` of an audit without a row.
    ///
    /// Errors: `IllegalArgumentException` where the text is none.
    public static AuditHead parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no head of an audit: it looks like 42:9f3c… with 64"
                    + " hexadecimal digits, as 'audit --verify' and each export print it");
        }
        return new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
