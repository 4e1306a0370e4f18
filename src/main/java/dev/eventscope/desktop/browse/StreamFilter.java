package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterExpression;
import dev.eventscope.rules.FilterField;
import dev.eventscope.rules.FilterOperator;
import dev.eventscope.rules.FilterSubject;
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

    /// Whether the events have to be scanned to answer it.
    boolean needsScan() {
        return !isAboutNames(filter.expression());
    }

    /// The page query of a filter on names, as narrow as the store can answer it; [#holdsFor] decides the rest.
    StreamQuery page(@Nullable String afterName, int limit) {
        return new StreamQuery(filter.onlyCategory().orElse(null), longestLiteral(filter.expression()), afterName,
                limit);
    }

    /// Whether a filter on names lets a stream through.
    boolean holdsFor(StreamSummary stream) {
        if (filter.isEverything()) {
            return true;
        }
        return filter
                .matches(FilterSubject.of(new EventHeader("", stream.stream(), stream.category(), null, NOWHERE, "",
                        null, null, null, null, null, Set.of())));
    }

    /// The smallest scope that holds every event that the filter can let through.
    EventScope scope() {
        return filter.onlyCorrelation().map(EventScope::correlation)
                .or(() -> filter.onlyStream().map(name -> EventScope.stream(new StreamId(name))))
                .or(() -> filter.onlyType().map(EventScope::type))
                .or(() -> filter.onlyCategory().map(EventScope::category))
                .orElse(EventScope.all());
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

    /// The longest piece of text that every name let through must hold; null where there is none.
    private static @Nullable String longestLiteral(FilterExpression expression) {
        List<FilterExpression> parts = expression instanceof FilterExpression.AllOf(var all)
                ? all
                : List.of(expression);
        String longest = null;
        for (FilterExpression part : parts) {
            if (part instanceof FilterExpression.Term term && isPositiveName(term)) {
                for (String piece : term.value().split("\\*", -1)) {
                    longest = longest == null || piece.length() > longest.length() ? piece : longest;
                }
            }
        }
        return longest == null || longest.isEmpty() ? null : longest;
    }

    private static boolean isPositiveName(FilterExpression.Term term) {
        return (term.field() == FilterField.STREAM || term.field() == FilterField.TEXT)
                && term.operator() != FilterOperator.NOT_EQUAL;
    }
}
