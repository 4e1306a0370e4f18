package dev.eventscope.desktop.browse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterExpression;
import dev.eventscope.rules.FilterField;
import dev.eventscope.rules.FilterOperator;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;

/// What a filter means for a list of streams.
///
/// Shape: a filter on names alone (stream, category, a bare word) is asked of the list itself. Any other is a question
///        about events: the list then holds the streams in which at least one event answers it.
record StreamFilter(Filter filter) {

    static final StreamFilter EVERYTHING = new StreamFilter(Filter.everything());
    private static final OrderToken NOWHERE = OrderToken.of(0);
    private static final int MOST_SCOPES = 40;

    /// Whether the events have to be scanned to answer it.
    boolean needsScan() {
        return !isAboutNames(filter.expression());
    }

    /// The page query of a filter on names, as narrow as the store can answer it; [#holdsFor] decides the rest.
    StreamQuery page(@Nullable String beyondName, Direction direction, int limit) {
        String prefix = filter.onlyStream().orElseGet(() -> longest(beginnings()));
        String literal = longest(literals());
        boolean isSaid = literal == null || (prefix != null && prefix.contains(literal));
        return new StreamQuery(filter.onlyCategory().orElse(null), isSaid ? null : literal, prefix, beyondName,
                direction, limit);
    }

    /// Whether a filter on names lets a stream through.
    boolean holdsFor(StreamSummary stream) {
        return holdsFor(stream.stream(), stream.category());
    }

    boolean holdsFor(StreamId stream, String category) {
        return filter.isEverything() || filter.matches(FilterSubject.of(
                new EventHeader("", stream, category, null, NOWHERE, "", null, null, null, null, null, Set.of())));
    }

    /// The smallest scopes that hold every event that the filter can let through. `types` are all that the store has.
    List<EventScope> scopes(Supplier<List<String>> types) {
        return scope().map(List::of).orElseGet(() -> {
            List<FilterExpression.Term> aboutType = terms().filter(StreamFilter::choosesTypes).toList();
            if (aboutType.isEmpty()) {
                return List.of(EventScope.all());
            }
            List<EventScope> chosen = types.get().stream().filter(type -> aboutType.stream()
                    .allMatch(term -> term.matches(ofType(type)))).map(EventScope::type).toList();
            return chosen.size() > MOST_SCOPES ? List.of(EventScope.all()) : chosen;
        });
    }

    private Optional<EventScope> scope() {
        return filter.onlyCorrelation().map(EventScope::correlation)
                .or(() -> filter.onlyStream().map(name -> EventScope.stream(new StreamId(name))))
                .or(() -> filter.onlyType().map(EventScope::type))
                .or(() -> filter.onlyCategory().map(EventScope::category));
    }

    private static FilterSubject ofType(String type) {
        return FilterSubject
                .of(new EventHeader("", new StreamId("any"), "", null, NOWHERE, type, null, null, null, null,
                        null, Set.of()));
    }

    private static boolean choosesTypes(FilterExpression.Term term) {
        return (term.field() == FilterField.TYPE && term.operator() != FilterOperator.NOT_EQUAL)
                || (term.field() == FilterField.IS && term.value().equals("failed"));
    }

    private static boolean isAboutNames(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.AllOf(var parts) -> parts.stream().allMatch(StreamFilter::isAboutNames);
            case FilterExpression.AnyOf(var parts) -> parts.stream().allMatch(StreamFilter::isAboutNames);
            case FilterExpression.Not(var part) -> isAboutNames(part);
            case FilterExpression.Term term -> isName(term.field());
        };
    }

    private static boolean isName(FilterField field) {
        return field == FilterField.STREAM || field == FilterField.CATEGORY || field == FilterField.TEXT;
    }

    /// The terms of which each must hold.
    private Stream<FilterExpression.Term> terms() {
        List<FilterExpression> parts = filter.expression() instanceof FilterExpression.AllOf(var all)
                ? all
                : List.of(filter.expression());
        return parts.stream().filter(FilterExpression.Term.class::isInstance).map(FilterExpression.Term.class::cast);
    }

    /// Pieces of text that every name let through must hold, whatever the case.
    private List<String> literals() {
        List<String> literals = new ArrayList<>();
        terms().filter(StreamFilter::isPositiveName)
                .forEach(term -> literals.addAll(List.of(term.value().split("\\*", -1))));
        return literals;
    }

    /// Texts that every name let through must begin with. An escaped star is not looked into.
    private List<String> beginnings() {
        return terms().filter(term -> term.field() == FilterField.STREAM && isPositiveName(term)
                && term.operator() != FilterOperator.CONTAINS && !term.value().contains("\\"))
                .map(term -> term.value().split("\\*", -1)[0]).toList();
    }

    private static @Nullable String longest(List<String> texts) {
        String longest = texts.stream().max(Comparator.comparingInt(String::length)).orElse("");
        return longest.isEmpty() ? null : longest;
    }

    private static boolean isPositiveName(FilterExpression.Term term) {
        return (term.field() == FilterField.STREAM || term.field() == FilterField.TEXT)
                && term.operator() != FilterOperator.NOT_EQUAL;
    }
}
