package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in an excerpt of a rule the part stands that could not be done: what it was to become, else where it was to be.
///
/// Shape: `line` counts from 0; `from` inclusive and `to` exclusive, in characters of that line.
record WrongPart(int line, int from, int to) {

    private static final Pattern TARGET = Pattern.compile("\\bto:\\s*([^\\s,}]+)");
    private static final Pattern PLACE = Pattern.compile("\\b(?:path|from):\\s*([^\\s,}]+)");
    private static final Pattern NEXT_RULE = Pattern.compile("\\s*-\\s.*");

    /// Empty where the excerpt names neither.
    static Optional<WrongPart> of(List<String> excerpt) {
        int end = 1;
        while (end < excerpt.size() && !NEXT_RULE.matcher(excerpt.get(end)).matches()) {
            end++;
        }
        List<String> rule = excerpt.subList(0, Math.min(end, excerpt.size()));
        return find(rule, TARGET).or(() -> find(rule, PLACE));
    }

    private static Optional<WrongPart> find(List<String> rule, Pattern part) {
        for (int line = 0; line < rule.size(); line++) {
            Matcher found = part.matcher(rule.get(line));
            if (found.find()) {
                return Optional.of(new WrongPart(line, found.start(1), found.end(1)));
            }
        }
        return Optional.empty();
    }
}
