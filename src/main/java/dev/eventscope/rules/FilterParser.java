package dev.eventscope.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.eventscope.rules.FilterExpression.AllOf;
import dev.eventscope.rules.FilterExpression.AnyOf;
import dev.eventscope.rules.FilterExpression.Not;
import dev.eventscope.rules.FilterExpression.Term;

/// Reads a filter by recursive descent.
final class FilterParser {

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_TERMS = 256;
    private static final int MAX_DEPTH = 32;

    private final FilterScanner in;
    private final TermCompiler tests;
    private int terms;

    FilterParser(String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedFilter(MAX_LENGTH + 1, "the filter is longer than " + MAX_LENGTH + " characters");
        }
        in = new FilterScanner(text);
        tests = new TermCompiler(now);
    }

    FilterExpression parse() {
        FilterExpression whole = alternatives(0);
        if (in.peekIs(')')) {
            throw new MalformedFilter(in.column(), "')' has no '(' before it");
        }
        return whole;
    }

    private FilterExpression alternatives(int depth) {
        List<FilterExpression> parts = new ArrayList<>();
        parts.add(conjunction(depth));
        while (in.acceptWord("or")) {
            parts.add(conjunction(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new AnyOf(parts);
    }

    private FilterExpression conjunction(int depth) {
        List<FilterExpression> parts = new ArrayList<>();
        parts.add(part(depth));
        while (in.acceptWord("and") || in.atPart()) {
            parts.add(part(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new AllOf(parts);
    }

    private FilterExpression part(int depth) {
        int column = in.column();
        if (depth > MAX_DEPTH) {
            throw new MalformedFilter(column, "more than " + MAX_DEPTH + " groups stand within each other");
        }
        if (!in.atPart()) {
            throw new MalformedFilter(column, "a term is missing: 'and', 'or' and parentheses stand between terms");
        }
        if (in.accept('-')) {
            if (in.atSpace()) {
                throw new MalformedFilter(column, "'-' stands before a term without a space, as in -type:ContentAdded");
            }
            return new Not(part(depth + 1));
        }
        if (in.accept('(')) {
            FilterExpression inner = alternatives(depth + 1);
            if (!in.accept(')')) {
                throw new MalformedFilter(column, "'(' is not closed");
            }
            return inner;
        }
        return term(column);
    }

    private Term term(int column) {
        if (++terms > MAX_TERMS) {
            throw new MalformedFilter(column, "the filter has more than " + MAX_TERMS + " terms");
        }
        String word = in.letters();
        boolean tree = word.equals(FilterField.DATA.word()) || word.equals(FilterField.META.word());
        List<String> path = tree ? in.path() : List.of();
        FilterOperator operator = word.isEmpty() ? null : in.operator();
        if (operator == null) {
            refusePathAlone(column, word, path);
            in.backTo(column);
            return test(column, FilterField.TEXT, path, FilterOperator.CONTAINS, in.value());
        }
        FilterField field = FilterField.find(word).orElseThrow(() -> unknown(column, word));
        check(column, field, path, operator);
        int valueColumn = in.column();
        FilterValue value = in.value();
        if (value.text().isEmpty() && !value.quoted()) {
            throw new MalformedFilter(valueColumn, "'" + word + operator.sign() + "' has no value: write "
                    + field.exampleTerm());
        }
        return test(column, field, path, operator, value);
    }

    private static void refusePathAlone(int column, String word, List<String> path) {
        if (!path.isEmpty()) {
            String name = word + "." + String.join(".", path);
            throw new MalformedFilter(column, "'" + name + "' is compared with nothing: write " + name + "=…, "
                    + name + "~… or " + name + ":* for any value");
        }
    }

    private Term test(int column, FilterField field, List<String> path, FilterOperator operator, FilterValue value) {
        try {
            return new Term(column, field, path, operator, value, tests.of(field, path, operator, value));
        } catch (TermCompiler.BadValue e) {
            throw new MalformedFilter(column, e.getMessage() == null ? "bad value" : e.getMessage());
        }
    }

    private static void check(int column, FilterField field, List<String> path, FilterOperator operator) {
        if (field.kind() == FilterField.Kind.VALUE && path.isEmpty() && operator != FilterOperator.CONTAINS) {
            throw new MalformedFilter(column, "'" + field.word() + "' needs a field: write " + field.exampleTerm()
                    + ", or " + field.word() + "~text for text anywhere in it");
        }
        if (!field.kind().operators().contains(operator)) {
            String allowed = field.kind().operators().stream().map(FilterOperator::sign)
                    .reduce((a, b) -> a + " " + b).orElse("");
            throw new MalformedFilter(column, "'" + field.word() + "' cannot be followed by '" + operator.sign()
                    + "', only by " + allowed + ", as in " + field.exampleTerm());
        }
    }

    private static MalformedFilter unknown(int column, String word) {
        String hint = Closest.hint(word.toLowerCase(Locale.ROOT), FilterField.words());
        return new MalformedFilter(column, "unknown field '" + word + "'" + (hint.isEmpty()
                ? ": fields are " + String.join(", ", FilterField.words()) + "; a payload field is written data." + word
                : hint));
    }
}
