package dev.eventscope.portfolio.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// A path as Git has it, bytes, and as text.
///
/// Shape: `text` is the path itself where it is UTF-8, else Git's own quoted form (`"caf\351.txt"`). `name` is what the
///        stream is called by: the text, quoted also where it begins with a quote, so that two paths never share a name.
record GitPath(byte[] bytes, boolean isUtf8, String text, String name) {

    /// A longer name would not fit an index row of PostgreSQL.
    private static final int MAX_NAME_BYTES = 1_500;
    private static final int KEPT_CHARS = 300;

    static GitPath of(byte[] bytes) {
        String decoded = decode(bytes);
        String text = decoded != null ? decoded : quoted(bytes);
        String name = decoded == null || decoded.startsWith("\"") ? quoted(bytes) : decoded;
        return new GitPath(bytes, decoded != null, text,
                bytes.length <= MAX_NAME_BYTES ? name : shortened(name, bytes));
    }

    private static @Nullable String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String quoted(byte[] bytes) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte signed : bytes) {
            int b = signed & 0xff;
            if (b == '"' || b == '\\') {
                quoted.append('\\').append((char) b);
            } else if (b < 0x20 || b >= 0x7f) {
                quoted.append('\\').append((char) ('0' + (b >> 6))).append((char) ('0' + (b >> 3 & 7)))
                        .append((char) ('0' + (b & 7)));
            } else {
                quoted.append((char) b);
            }
        }
        return quoted.append('"').toString();
    }

    private static String shortened(String name, byte[] bytes) {
        int end = Character.isHighSurrogate(name.charAt(KEPT_CHARS - 1)) ? KEPT_CHARS - 1 : KEPT_CHARS;
        return name.substring(0, end) + "…" + UUID.nameUUIDFromBytes(bytes);
    }
}
