package dev.eventscope.replay;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Who wrote one field of a state.
///
/// Shape: `path` is a JSON Pointer to a value, or to an object or array that is empty. `value` is absent for a field that
///        was removed. `last` wrote it last, also where the value stayed equal; `earlier` are those before it, newest
///        first.
/// Units: `writes` counts all of them, of which the newest [#MAX_WRITES] are kept.
public record FieldBlame(String path, @Nullable JsonNode value, FieldWrite last, List<FieldWrite> earlier,
        long writes) {

    public static final int MAX_WRITES = 50;

    public FieldBlame {
        earlier = List.copyOf(earlier);
    }

    public boolean isRemoved() {
        return value == null;
    }
}
