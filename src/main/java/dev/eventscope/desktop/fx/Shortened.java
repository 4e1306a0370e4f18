package dev.eventscope.desktop.fx;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.Json;

/// Text of a bounded length, but for [#whole], with nothing in it that could rearrange the screen: line breaks, control and direction
/// characters are shown as escapes.
public final class Shortened {

    public static final int MOST_CHARS = 400;

    private static final String TAB = "    ";

    private Shortened() {}

    /// A value without parts: strings in quotes, numbers with every digit up to the bound.
    public static String value(JsonNode node) {
        return node.isTextual() ? quoted(node.textValue()) : plain(Json.write(node));
    }

    /// A string in quotes, as JSON writes it. One that is cut has no closing quote, and says what is left out.
    public static String quoted(String text) {
        String escaped = visible(cut(text), true);
        return '"' + escaped + (text.length() <= MOST_CHARS ? "\"" : leftOut(text));
    }

    /// A number or a word: where it is cut it says what is left out.
    public static String plain(String text) {
        return text.length() <= MOST_CHARS ? text : cut(text) + leftOut(text);
    }

    /// A line of text as it is, but for what would rearrange the screen.
    public static String line(String text) {
        return visible(cut(text), false) + (text.length() <= MOST_CHARS ? "" : "…");
    }

    /// A line of any length as it is, but for what would rearrange the screen.
    public static String whole(String line) {
        return visible(line, false);
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    }

    private static String leftOut(String text) {
        return "… " + Figures.plural(text.length() - MOST_CHARS, "character") + " more";
    }

    private static String visible(String text, boolean inQuotes) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append(inQuotes ? "\\t" : TAB);
                case '"' -> out.append(inQuotes ? "\\\"" : "\"");
                default -> out.append(isUnseen(c) ? String.format("\\u%04x", (int) c) : Character.toString(c));
            }
        }
        return out.toString();
    }

    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
