package dev.eventscope.desktop.browse;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The name that was probably meant by a mistyped one.
final class NearestName {

    private static final int LONGEST = 80;

    private NearestName() {}

    /// The nearest of `names` within a third of the typed name's letters; case and `*` do not count.
    static Optional<String> find(String typed, List<String> names) {
        String plain = plain(typed);
        if (plain.isEmpty() || plain.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, plain.length() / 3);
        return names.stream().filter(name -> name.length() <= LONGEST && distance(plain, plain(name)) <= most)
                .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
    }

    private static String plain(String name) {
        return name.replace("*", "").toLowerCase(Locale.ROOT);
    }

    /// Levenshtein: how many letters must be put in, taken out or changed.
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
