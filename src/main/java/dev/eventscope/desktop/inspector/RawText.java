package dev.eventscope.desktop.inspector;

import java.nio.charset.CharacterCodingException;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.event.Payload;

/// A payload as it is stored, as text for the screen.
final class RawText {

    private static final int MOST_CHARS = 200_000;

    private RawText() {}

    static String of(Payload payload) {
        try {
            String text = payload.text();
            return text.length() <= MOST_CHARS
                    ? text
                    : text.substring(0, MOST_CHARS) + "\n… " + Figures.count(text.length() - MOST_CHARS)
                            + " characters more";
        } catch (CharacterCodingException e) {
            return "not UTF-8 text, " + Figures.bytes(payload.size());
        }
    }
}
