package dev.eventscope.desktop.replay.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What may stand in an expression where the caret is: names of predicates, fields of the state, facts of the event.
///
/// Shape: `predicates` are names to texts; `fields` are dotted paths within the state.
/// Threads: immutable.
record ExpressionCompletion(Map<String, String> predicates, List<String> fields) {

    private static final List<String> EVENT = List.of("type", "version", "schema_version", "stream", "category",
            "correlation_id", "occurred_at", "recorded_at", "metadata");
    private static final int MOST = 50;

    static final ExpressionCompletion NOTHING = new ExpressionCompletion(Map.of(), List.of());

    /// The whole text with a suggestion taken, where the caret goes then, what is put in, and what that is.
    record Suggestion(String text, int caret, String insert, String label) {
        @Override
        public String toString() {
            return label.isEmpty() ? insert : insert + "   " + label;
        }
    }

    ExpressionCompletion {
        predicates = Map.copyOf(predicates);
        fields = List.copyOf(fields);
    }

    /// Shape: nothing where what stands before the caret is whole already.
    List<Suggestion> suggest(String text, int caret) {
        int from = caret;
        while (from > 0 && isWord(text.charAt(from - 1))) {
            from--;
        }
        String begun = text.substring(from, caret);
        List<Suggestion> found = new ArrayList<>();
        if (text.length() == begun.length()) {
            new TreeMap<>(predicates).forEach((name, meaning) -> add(found, "", begun, "", name, meaning));
        }
        String before = text.substring(0, from);
        String after = text.substring(caret);
        fields.forEach(field -> add(found, before, begun, after, "state." + field, ""));
        EVENT.forEach(field -> add(found, before, begun, after, "event." + field, ""));
        return found;
    }

    private static void add(List<Suggestion> found, String before, String begun, String after, String insert,
            String label) {
        if (insert.startsWith(begun) && !insert.equals(begun) && found.size() < MOST) {
            found.add(new Suggestion(before + insert + after, before.length() + insert.length(), insert, label));
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }
}
