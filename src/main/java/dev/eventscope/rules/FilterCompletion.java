package dev.eventscope.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What may stand where the caret is in a filter line: the part of the text to replace, and what with.
///
/// Units: `from` inclusive and `to` exclusive count characters from 0.
public record FilterCompletion(int from, int to, List<Suggestion> suggestions) {

    /// Shape: `insert` is put into the text; `label` says what it is.
    public record Suggestion(String insert, String label) {}

    private static final int MAX_SUGGESTIONS = 20;
    private static final String OPERATOR_SIGNS = ":=<>~!";

    public FilterCompletion {
        suggestions = List.copyOf(suggestions);
    }

    /// Suggests fields for the start of a term, and values behind an operator. Never throws, whatever the text.
    public static FilterCompletion suggest(String text, int caret, FilterVocabulary vocabulary) {
        int to = Math.clamp(caret, 0, text.length());
        int start = termStart(text, to);
        String term = text.substring(start, to);
        int operator = firstOperator(term);
        if (operator < 0) {
            return new FilterCompletion(start, to, limited(beginnings(term, vocabulary)));
        }
        int valueStart = operator;
        while (valueStart < term.length() && OPERATOR_SIGNS.indexOf(term.charAt(valueStart)) >= 0) {
            valueStart++;
        }
        String typed = term.substring(valueStart).replace("\"", "");
        Stream<Suggestion> values = values(term.substring(0, operator), typed, vocabulary);
        return new FilterCompletion(start + valueStart, to, limited(values));
    }

    /// The text with a suggestion taken.
    public String apply(String text, Suggestion suggestion) {
        return text.substring(0, from) + suggestion.insert() + text.substring(to);
    }

    private static List<Suggestion> limited(Stream<Suggestion> suggestions) {
        return suggestions.limit(MAX_SUGGESTIONS).toList();
    }

    private static int termStart(String text, int caret) {
        int start = 0;
        boolean inQuotes = false;
        for (int i = 0; i < caret; i++) {
            char c = text.charAt(i);
            inQuotes = (c == '"') != inQuotes;
            if (!inQuotes && (Character.isWhitespace(c) || (i == start && (c == '(' || c == '-')))) {
                start = i + 1;
            }
        }
        return start;
    }

    private static int firstOperator(String term) {
        for (int i = 0; i < term.length(); i++) {
            if (OPERATOR_SIGNS.indexOf(term.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static Stream<Suggestion> beginnings(String typed, FilterVocabulary vocabulary) {
        if (typed.startsWith("data.")) {
            return paths("data.", typed, vocabulary.dataPaths());
        }
        if (typed.startsWith("meta.")) {
            return paths("meta.", typed, vocabulary.metaPaths());
        }
        List<Suggestion> found = new ArrayList<>();
        for (String word : FilterField.words()) {
            FilterField field = FilterField.find(word).orElseThrow();
            if (word.startsWith(typed.toLowerCase(Locale.ROOT))) {
                found.add(new Suggestion(word + separator(field), field.meaning()));
            }
        }
        Stream<Suggestion> types = typed.isEmpty()
                ? Stream.empty()
                : vocabulary.types().stream().filter(type -> containsIgnoringCase(type, typed))
                        .map(type -> new Suggestion("type:" + quotedIfNeeded(type), "event type"));
        return Stream.concat(found.stream(), types);
    }

    private static String separator(FilterField field) {
        return switch (field.kind()) {
            case VALUE -> ".";
            case NUMBER, SIZE -> ">";
            case TIME -> ">=";
            case NAME, ID, ACTOR, LIMIT, FLAG, TEXT, SEARCH -> ":";
        };
    }

    private static Stream<Suggestion> paths(String root, String typed, List<String> paths) {
        return paths.stream().map(path -> root + path)
                .filter(path -> containsIgnoringCase(path, typed))
                .map(path -> new Suggestion(path, root.equals("data.") ? "payload field" : "metadata field"));
    }

    private static Stream<Suggestion> values(String field, String typed, FilterVocabulary vocabulary) {
        return switch (field) {
            case "type" -> names(vocabulary.types(), typed, "event type");
            case "category" -> names(vocabulary.categories(), typed, "category");
            case "stream" -> names(vocabulary.streams().apply(typed), typed, "stream");
            case "actor" -> names(vocabulary.actors(), typed, "who did it");
            case "is" -> names(List.of("failed", "pinned"), typed, "events that are");
            case "after", "occurred", "recorded" ->
                names(List.of("-15m", "-1h", "-24h", "-7d", "today", "yesterday"), typed, "time, UTC");
            case "before" -> names(List.of("-1h", "-24h", "-7d", "today", "yesterday"), typed, "time, UTC");
            default -> Stream.empty();
        };
    }

    private static Stream<Suggestion> names(List<String> names, String typed, String label) {
        return names.stream().filter(name -> containsIgnoringCase(name, typed))
                .map(name -> new Suggestion(quotedIfNeeded(name), label));
    }

    private static boolean containsIgnoringCase(String name, String typed) {
        return TextPattern.containing(typed).matches(name);
    }

    private static String quotedIfNeeded(String name) {
        boolean plain = name.chars().noneMatch(c -> Character.isWhitespace(c) || "\"()*".indexOf(c) >= 0);
        return new FilterValue(name, !plain).toString();
    }
}
