package dev.eventscope.rules;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Reads words, operators and values from the text of a filter, from left to right.
final class FilterScanner {

    /// Longest first, so that `>=` is not read as `>`.
    private static final List<FilterOperator> OPERATORS = List.of(FilterOperator.NOT_EQUAL, FilterOperator.AT_LEAST,
            FilterOperator.AT_MOST, FilterOperator.MATCHES, FilterOperator.EQUAL, FilterOperator.GREATER,
            FilterOperator.LESS, FilterOperator.CONTAINS);
    private static final String SEGMENT_END = ".[]()\":=!<>~";

    private final String text;
    private int at;

    FilterScanner(String text) {
        this.text = text;
        skipSpace();
    }

    /// Units: from 1.
    int column() {
        return at + 1;
    }

    void backTo(int column) {
        at = column - 1;
    }

    boolean peekIs(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean atSpace() {
        return at >= text.length() || Character.isWhitespace(text.charAt(at));
    }

    /// Whether a term or a group begins here.
    boolean atPart() {
        return at < text.length() && !peekIs(')') && !isWordHere("or") && !isWordHere("and");
    }

    /// Reads one sign. Space after a parenthesis is skipped, after a minus it is not.
    boolean accept(char c) {
        if (!peekIs(c)) {
            return false;
        }
        at++;
        if (c != '-') {
            skipSpace();
        }
        return true;
    }

    /// Reads `or` or `and` where it stands by itself.
    boolean acceptWord(String word) {
        if (!isWordHere(word)) {
            return false;
        }
        at += word.length();
        skipSpace();
        return true;
    }

    /// The letters here; empty where there are none.
    String letters() {
        int from = at;
        while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(from, at);
    }

    /// Reads `.a."b c"[0]`; empty where there is none.
    List<String> path() {
        List<String> path = new ArrayList<>();
        while (peekIs('.') || peekIs('[')) {
            boolean bracket = peekIs('[');
            int column = column();
            at++;
            path.add(peekIs('"') ? quoted() : segment());
            if (path.getLast().isEmpty() || (bracket && !peekIs(']'))) {
                throw new MalformedFilter(column, "the path is not complete: write data.a.b, data.list[0] or "
                        + "data.\"a name\"");
            }
            at += bracket ? 1 : 0;
        }
        return path;
    }

    @Nullable
    FilterOperator operator() {
        for (FilterOperator operator : OPERATORS) {
            if (text.startsWith(operator.sign(), at)) {
                at += operator.sign().length();
                return operator;
            }
        }
        return null;
    }

    /// Reads what stands up to the next space or unmatched parenthesis, or in quotes, and the space after it.
    FilterValue value() {
        FilterValue value = peekIs('"') ? new FilterValue(quoted(), true) : new FilterValue(word(), false);
        if (value.quoted() && !atSpace() && !peekIs(')')) {
            throw new MalformedFilter(column(), "a space is missing after the closing quote");
        }
        skipSpace();
        return value;
    }

    private String word() {
        int from = at;
        int open = 0;
        while (!atSpace() && !(peekIs(')') && open == 0)) {
            open += peekIs('(') ? 1 : peekIs(')') ? -1 : 0;
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        int column = column();
        StringBuilder read = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return read.toString();
            }
            boolean escape = c == '\\' && at + 1 < text.length()
                    && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            read.append(escape ? text.charAt(++at) : c);
        }
        throw new MalformedFilter(column, "the quote is not closed");
    }

    private String segment() {
        int from = at;
        while (!atSpace() && SEGMENT_END.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean isWordHere(String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end >= text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '('
                        || text.charAt(end) == ')');
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
