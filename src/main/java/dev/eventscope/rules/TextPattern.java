package dev.eventscope.rules;

import java.util.ArrayList;
import java.util.List;

/// Matches text against pieces that must follow each other, matched by hand in linear time.
///
/// Shape: the first piece stands at the start and the last at the end, unless the pattern is open there.
record TextPattern(List<String> pieces, boolean openStart, boolean openEnd, boolean ignoreCase) {

    TextPattern {
        pieces = pieces.stream().map(piece -> ignoreCase ? fold(piece) : piece).toList();
    }

    static TextPattern exact(String text) {
        return new TextPattern(List.of(text), false, false, false);
    }

    static TextPattern containing(String text) {
        return new TextPattern(List.of(text), true, true, true);
    }

    /// Reads `*` as any text and `\*` as a star.
    static TextPattern glob(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '*') {
                piece.append('*');
                i++;
            } else if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return new TextPattern(pieces, false, false, false);
    }

    /// The same pieces at the start of the text, whatever the case.
    TextPattern asPrefix() {
        return new TextPattern(pieces, openStart, true, true);
    }

    /// The same pieces, anywhere in the text, whatever the case.
    TextPattern anywhere() {
        return new TextPattern(pieces, true, true, true);
    }

    /// Whether exactly one text matches.
    boolean isLiteral() {
        return pieces.size() == 1 && !openStart && !openEnd && !ignoreCase;
    }

    /// The only text that matches a literal.
    String literal() {
        return pieces.getFirst();
    }

    boolean matches(String text) {
        int end = text.length();
        int last = pieces.size() - 1;
        if (last == 0 && !openStart && !openEnd) {
            return text.length() == literal().length() && regionMatches(text, 0, literal());
        }
        int from = 0;
        for (int i = 0; i <= last; i++) {
            String piece = pieces.get(i);
            if (i == 0 && !openStart) {
                if (!regionMatches(text, 0, piece)) {
                    return false;
                }
                from = piece.length();
            } else if (i == last && !openEnd) {
                return end - piece.length() >= from && regionMatches(text, end - piece.length(), piece);
            } else {
                int found = indexOf(text, piece, from);
                if (found < 0) {
                    return false;
                }
                from = found + piece.length();
            }
        }
        return true;
    }

    private boolean regionMatches(String text, int at, String piece) {
        if (at + piece.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < piece.length(); i++) {
            if (read(text, at + i) != piece.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Knuth, Morris and Pratt: a text and a piece made to fall behind each other cannot make this quadratic.
    private int indexOf(String text, String piece, int from) {
        if (piece.isEmpty()) {
            return from;
        }
        int[] fallback = fallback(piece);
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            char c = read(text, i);
            while (matched > 0 && c != piece.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (c == piece.charAt(matched) && ++matched == piece.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    private static int[] fallback(String piece) {
        int[] fallback = new int[piece.length()];
        int matched = 0;
        for (int i = 1; i < piece.length(); i++) {
            while (matched > 0 && piece.charAt(i) != piece.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (piece.charAt(i) == piece.charAt(matched)) {
                matched++;
            }
            fallback[i] = matched;
        }
        return fallback;
    }

    private char read(String text, int at) {
        char c = text.charAt(at);
        return ignoreCase ? fold(c) : c;
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.chars().forEach(c -> folded.append(fold((char) c)));
        return folded.toString();
    }

    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
