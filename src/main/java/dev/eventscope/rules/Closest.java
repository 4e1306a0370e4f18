package dev.eventscope.rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that a person most likely meant.
public final class Closest {

    /// Longer words are not compared: what a person mistypes is short, and the comparison is quadratic.
    private static final int MAX_LENGTH = 200;

    private Closest() {}

    /// The candidate that differs least from `word`, ignoring case; the first of equals.
    ///
    /// Shape: empty where nothing differs by at most one letter in three (two letters at least are forgiven).
    public static Optional<String> to(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int allowed = Math.max(2, wanted.length() / 3);
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest && edits <= allowed && edits < candidate.length()) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /// `", did you mean 'type'?"`, or nothing.
    public static String hint(String word, Collection<String> candidates) {
        return to(word, candidates).map(found -> ", did you mean '" + found + "'?").orElse("");
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make `b` of `a`.
    private static int edits(String a, String b) {
        if (a.length() > MAX_LENGTH || b.length() > MAX_LENGTH) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
