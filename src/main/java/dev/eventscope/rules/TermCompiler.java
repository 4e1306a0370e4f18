package dev.eventscope.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;

/// Turns field, operator and value into a test. A field that an event does not have passes no test, not even `!=`.
final class TermCompiler {

    private static final Map<String, Long> SIZE_UNITS = Map.of("", 1L, "b", 1L, "k", 1_000L, "kb", 1_000L,
            "m", 1_000_000L, "mb", 1_000_000L, "kib", 1_024L, "mib", 1_048_576L);

    private final Instant now;

    TermCompiler(Instant now) {
        this.now = now;
    }

    /// Errors: [BadValue] with what the field takes.
    Predicate<FilterSubject> of(FilterField field, List<String> path, FilterOperator operator, FilterValue value) {
        return switch (field) {
            case TYPE -> name(operator, value, EventHeader::type);
            case STREAM -> name(operator, value, header -> header.stream().name());
            case CATEGORY -> name(operator, value, EventHeader::category);
            case SCHEMA -> name(operator, value, EventHeader::schemaVersion);
            case ID -> id(operator, value, EventHeader::id);
            case CORRELATION -> id(operator, value, EventHeader::correlationId);
            case CAUSE -> id(operator, value, header -> header.cause() == null ? null : header.cause().label());
            case ACTOR -> actor(operator, value);
            case AFTER -> time(FilterOperator.AT_LEAST, value, FilterSubject::time);
            case BEFORE -> time(FilterOperator.LESS, value, FilterSubject::time);
            case OCCURRED -> time(operator, value, subject -> subject.header().occurredAt());
            case RECORDED -> time(operator, value, subject -> subject.header().recordedAt());
            case VERSION -> number(operator, numberOf(value), subject -> subject.header().version());
            case POSITION -> number(operator, numberOf(value), subject -> position(subject.header()));
            case BYTES -> number(operator, sizeOf(value), subject -> (long) subject.bytes());
            case DATA -> tree(path, operator, value, FilterSubject::data);
            case META -> tree(path, operator, value, FilterSubject::metadata);
            case IS -> flag(value);
            case TEXT -> text(value);
            case ANYWHERE -> anywhere(value);
        };
    }

    /// A value that its field cannot be compared with; the parser adds the column.
    static final class BadValue extends RuntimeException {
        BadValue(String reason) {
            super(reason);
        }
    }

    private static Predicate<FilterSubject> name(FilterOperator operator, FilterValue value,
            Function<EventHeader, @Nullable String> field) {
        TextPattern pattern = operator == FilterOperator.CONTAINS ? value.within() : value.pattern();
        return matching(operator, pattern, subject -> field.apply(subject.header()));
    }

    private static Predicate<FilterSubject> id(FilterOperator operator, FilterValue value,
            Function<EventHeader, @Nullable String> field) {
        TextPattern pattern = switch (operator) {
            case MATCHES -> value.pattern().asPrefix();
            case CONTAINS -> value.within();
            default -> value.pattern();
        };
        return matching(operator, pattern, subject -> field.apply(subject.header()));
    }

    private static Predicate<FilterSubject> actor(FilterOperator operator, FilterValue value) {
        TextPattern pattern = operator == FilterOperator.MATCHES || operator == FilterOperator.CONTAINS
                ? value.within()
                : value.pattern();
        return matching(operator, pattern, subject -> Actor.of(subject.metadata()).orElse(null));
    }

    private static Predicate<FilterSubject> matching(FilterOperator operator, TextPattern pattern,
            Function<FilterSubject, @Nullable String> text) {
        boolean wanted = operator != FilterOperator.NOT_EQUAL;
        return subject -> {
            String found = text.apply(subject);
            return found != null && pattern.matches(found) == wanted;
        };
    }

    private Predicate<FilterSubject> time(FilterOperator operator, FilterValue value,
            Function<FilterSubject, @Nullable Instant> time) {
        Instant limit = FilterTime.parse(value.text(), now)
                .orElseThrow(() -> new BadValue("'" + value.text()
                        + "' is not a time: write -2h, -3d, today, 2026-03-04 or 2026-03-04T11:02:07Z"));
        return subject -> {
            Instant found = time.apply(subject);
            return found != null && operator.holds(found.compareTo(limit));
        };
    }

    private static Predicate<FilterSubject> number(FilterOperator operator, BigDecimal limit,
            Function<FilterSubject, @Nullable Long> number) {
        return subject -> {
            Long found = number.apply(subject);
            return found != null && operator.holds(BigDecimal.valueOf(found).compareTo(limit));
        };
    }

    private static @Nullable Long position(EventHeader header) {
        return header.order().parts().size() == 1 && header.order().parts().getFirst() instanceof OrderToken.Num(var n)
                ? n
                : null;
    }

    private static BigDecimal numberOf(FilterValue value) {
        BigDecimal number = FilterValue.numberOf(value.text());
        if (number == null) {
            throw new BadValue("'" + value.text() + "' is not a number");
        }
        return number;
    }

    private static BigDecimal sizeOf(FilterValue value) {
        String text = value.text();
        int unit = text.length();
        while (unit > 0 && Character.isLetter(text.charAt(unit - 1))) {
            unit--;
        }
        Long factor = SIZE_UNITS.get(text.substring(unit).toLowerCase(Locale.ROOT));
        BigDecimal number = FilterValue.numberOf(text.substring(0, unit));
        if (factor == null || number == null) {
            throw new BadValue("'" + text + "' is not a size: write 4096, 4kB or 4KiB");
        }
        return number.multiply(BigDecimal.valueOf(factor));
    }

    private static Predicate<FilterSubject> tree(List<String> path, FilterOperator operator, FilterValue value,
            Function<FilterSubject, JsonNode> root) {
        if (!value.quoted() && !value.text().isEmpty() && "<>=!~".indexOf(value.text().charAt(0)) >= 0) {
            throw new BadValue("'" + value.text() + "' begins with an operator: put it in quotes if it is meant");
        }
        NodeComparison comparison = new NodeComparison(operator, value);
        return subject -> comparison.matches(descend(root.apply(subject), path));
    }

    private static JsonNode descend(JsonNode root, List<String> path) {
        JsonNode node = root;
        for (String segment : path) {
            node = node.isArray() ? node.path(indexOf(segment)) : node.path(segment);
        }
        return node;
    }

    private static int indexOf(String segment) {
        BigDecimal number = segment.length() > 9 ? null : FilterValue.numberOf(segment);
        return number == null || number.signum() < 0 || number.scale() != 0 ? -1 : number.intValue();
    }

    private static Predicate<FilterSubject> flag(FilterValue value) {
        return switch (value.text()) {
            case "failed" -> subject -> subject.header().type().endsWith("Failed");
            case "pinned" -> FilterSubject::isPinned;
            default -> throw new BadValue("'is' takes failed or pinned, not '" + value.text() + "'"
                    + Closest.hint(value.text(), List.of("failed", "pinned")));
        };
    }

    private static Predicate<FilterSubject> text(FilterValue value) {
        TextPattern pattern = value.within();
        return subject -> pattern.matches(subject.header().stream().name())
                || pattern.matches(subject.header().type())
                || pattern.matches(subject.header().id());
    }

    /// Names first: they are at hand, while payload and metadata have to be parsed.
    private static Predicate<FilterSubject> anywhere(FilterValue value) {
        Predicate<FilterSubject> named = text(value);
        NodeComparison within = new NodeComparison(FilterOperator.CONTAINS, value);
        return subject -> named.test(subject) || within.matches(subject.data()) || within.matches(subject.metadata());
    }
}
