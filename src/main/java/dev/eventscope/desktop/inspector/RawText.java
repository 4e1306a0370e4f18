package dev.eventscope.desktop.inspector;

import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Shortened;
import dev.eventscope.event.Payload;

/// A payload as it is stored, as text for the screen. Control and direction characters are shown as escapes.
final class RawText {

    private static final int MOST_BYTES = 48 * 1024;
    /// A text area lays a line out whole: one that is longer goes on in the next.
    private static final int MOST_IN_A_LINE = 1_000;

    private RawText() {}

    static String of(Payload payload) {
        try {
            int end = beginning(payload.bytes());
            Payload shown = new Payload(Arrays.copyOf(payload.bytes(), end), payload.mediaType());
            String text = shown.text().lines().map(Shortened::whole).map(RawText::inLines)
                    .collect(Collectors.joining("\n"));
            return end == payload.size() ? text : text + "\n… " + Figures.bytes(payload.size() - end) + " more";
        } catch (CharacterCodingException e) {
            return "not UTF-8 text, " + Figures.bytes(payload.size());
        }
    }

    /// How many bytes are shown: whole characters.
    private static int beginning(byte[] bytes) {
        int end = Math.min(bytes.length, MOST_BYTES);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    private static String inLines(String line) {
        if (line.length() <= MOST_IN_A_LINE) {
            return line;
        }
        StringBuilder lines = new StringBuilder(line.length() + line.length() / MOST_IN_A_LINE);
        for (int from = 0; from < line.length(); from += MOST_IN_A_LINE) {
            lines.append(from == 0 ? "" : "\n").append(line, from, Math.min(line.length(), from + MOST_IN_A_LINE));
        }
        return lines.toString();
    }
}
