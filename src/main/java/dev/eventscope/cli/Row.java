package dev.eventscope.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// One row of output: named values, in the order in which JSON shows them.
///
/// Shape: a value is a `String`, a number, a `Boolean`, an `Instant`, a [dev.eventscope.event.Payload] (its tokens as they
///        are), a Jackson tree, a list of these or of rows, or null.
public final class Row {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    public static Row of(String name, @Nullable Object value) {
        return new Row().with(name, value);
    }

    public Row with(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    /// Leaves the name out where there is no value.
    Row withPresent(String name, @Nullable Object value) {
        return value == null ? this : with(name, value);
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
