package dev.eventscope.rules.expression;

/// Knuth, Morris and Pratt: a text and a part made to fall behind each other cannot make the search quadratic.
final class LinearSearch {

    private LinearSearch() {}

    static boolean contains(String text, String part) {
        int[] fallback = new int[part.length()];
        for (int i = 1, matched = 0; i < part.length(); i++) {
            while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            fallback[i] = part.charAt(i) == part.charAt(matched) ? ++matched : matched;
        }
        for (int i = 0, matched = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (text.charAt(i) == part.charAt(matched) && ++matched == part.length()) {
                return true;
            }
        }
        return part.isEmpty();
    }
}
