package dev.eventscope.desktop.replay;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.event.Json;

/// JSON values as text of a bounded length, with nothing in it that could rearrange the screen.
final class Shortened {

    static final int MOST_CHARS = 400;

    private Shortened() {}

    /// A value without parts: strings in quotes, numbers with every digit up to the bound.
    static String value(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            return text.length() <= MOST_CHARS
                    ? '"' + visible(text) + '"'
                    : '"' + visible(text.substring(0, MOST_CHARS)) + "… "
                            + Figures.plural(text.length() - MOST_CHARS, "character") + " more";
        }
        return cut(Json.write(node));
    }

    static String line(String text) {
        return visible(cut(text));
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }

    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("    ");
                default -> {
                    int type = Character.getType(c);
                    if (type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                            || type == Character.PARAGRAPH_SEPARATOR) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
