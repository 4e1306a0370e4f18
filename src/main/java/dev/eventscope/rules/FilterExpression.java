package dev.eventscope.rules;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// A parsed filter as a tree. `toString` writes it back with every group in parentheses.
public sealed interface FilterExpression {

    /// Holds where all parts hold; without parts it holds for everything.
    record AllOf(List<FilterExpression> parts) implements FilterExpression {
        public AllOf {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(AllOf::inner).collect(Collectors.joining(" "));
        }

        private static String inner(FilterExpression part) {
            return part instanceof AnyOf ? "(" + part + ")" : part.toString();
        }
    }

    record AnyOf(List<FilterExpression> parts) implements FilterExpression {
        public AnyOf {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(AnyOf::inner).collect(Collectors.joining(" or "));
        }

        private static String inner(FilterExpression part) {
            return part instanceof AllOf ? "(" + part + ")" : part.toString();
        }
    }

    record Not(FilterExpression part) implements FilterExpression {
        @Override
        public String toString() {
            return part instanceof Term ? "-" + part : "-(" + part + ")";
        }
    }

    /// One test of one field.
    ///
    /// Shape: `path` leads to a field of payload or metadata and is empty elsewhere. `value` is as typed, without quotes.
    /// Units: `column` is where the term begins, from 1.
    final class Term implements FilterExpression {

        private final int column;
        private final FilterField field;
        private final List<String> path;
        private final FilterOperator operator;
        private final FilterValue value;
        private final Predicate<FilterSubject> test;

        Term(int column, FilterField field, List<String> path, FilterOperator operator, FilterValue value,
                Predicate<FilterSubject> test) {
            this.column = column;
            this.field = field;
            this.path = List.copyOf(path);
            this.operator = operator;
            this.value = value;
            this.test = test;
        }

        public int column() {
            return column;
        }

        public FilterField field() {
            return field;
        }

        public List<String> path() {
            return path;
        }

        public FilterOperator operator() {
            return operator;
        }

        public String value() {
            return value.text();
        }

        @Override
        public boolean matches(FilterSubject subject) {
            return test.test(subject);
        }

        @Override
        public String toString() {
            if (field == FilterField.TEXT) {
                return value.toString();
            }
            String name = path.isEmpty() ? field.word() : field.word() + "." + String.join(".", path);
            return name + operator.sign() + value;
        }

        /// The only value that this term lets through; null where it lets through more, or none.
        @Nullable
        String onlyValue() {
            boolean equality = operator == FilterOperator.EQUAL || operator == FilterOperator.MATCHES;
            boolean whole = value.pattern().isLiteral() && switch (field.kind()) {
                case NAME -> true;
                case ID -> operator == FilterOperator.EQUAL || isUuid(value.text());
                default -> false;
            };
            return equality && whole ? value.pattern().literal() : null;
        }

        private static boolean isUuid(String text) {
            return text.length() == 36 && text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-'
                    && text.charAt(23) == '-';
        }
    }

    default boolean matches(FilterSubject subject) {
        return switch (this) {
            case AllOf(var parts) -> parts.stream().allMatch(part -> part.matches(subject));
            case AnyOf(var parts) -> parts.stream().anyMatch(part -> part.matches(subject));
            case Not(var part) -> !part.matches(subject);
            case Term term -> term.matches(subject);
        };
    }

    /// Whether any term looks at payload or metadata.
    default boolean needsPayload() {
        return switch (this) {
            case AllOf(var parts) -> parts.stream().anyMatch(FilterExpression::needsPayload);
            case AnyOf(var parts) -> parts.stream().anyMatch(FilterExpression::needsPayload);
            case Not(var part) -> part.needsPayload();
            case Term term -> term.field().needsPayload();
        };
    }
}
