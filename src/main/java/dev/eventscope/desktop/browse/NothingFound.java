package dev.eventscope.desktop.browse;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.eventscope.rules.Closest;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.CategorySummary;
import dev.eventscope.store.EventCounter.Count;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// Why a filter let nothing through: of how many events, and the filter that was probably meant, or empty.
record NothingFound(Count events, String better) {

    private static final int MOST_TYPES = 1_000;

    /// Threads: blocks; off the FX thread.
    static NothingFound explain(EventReader reader, Filter filter) {
        return new NothingFound(reader.countEvents(EventScope.all()), better(reader, filter));
    }

    /// Where a type or a category is named that the store does not have, the filter with the nearest that it has.
    static String better(EventReader reader, Filter filter) {
        return nearest(filter, Filter::onlyType, () -> reader.readTypeNames(MOST_TYPES))
                .or(() -> nearest(filter, Filter::onlyCategory,
                        () -> reader.readCategories().stream().map(CategorySummary::category).toList()))
                .orElse("");
    }

    private static Optional<String> nearest(Filter filter, Function<Filter, Optional<String>> named,
            Supplier<List<String>> names) {
        return named.apply(filter).flatMap(typed -> {
            List<String> known = names.get();
            return known.contains(typed)
                    ? Optional.empty()
                    : Closest.to(typed, known).map(meant -> filter.text().replace(typed, meant));
        });
    }
}
