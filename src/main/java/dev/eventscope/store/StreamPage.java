package dev.eventscope.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A bounded look at the list of streams.
///
/// Shape: `rows` in the direction of the query; perhaps none though there are more, where few names match. `reached` is the
///        last name looked at, to go on beyond, null where there was none; `isEnd` says that nothing lies beyond it.
public record StreamPage(List<StreamSummary> rows, @Nullable String reached, boolean isEnd) {

    public StreamPage {
        rows = List.copyOf(rows);
    }
}
