package dev.eventscope.replay;

import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One operation of a JSON Patch (RFC 6902) with the value that was there before.
///
/// Shape: `path` is a JSON pointer, empty for the whole. `value` is absent for a removal, `oldValue` for an addition.
public record Change(Op op, String path, @Nullable JsonNode value, @Nullable JsonNode oldValue) {

    public enum Op {
        ADD, REMOVE, REPLACE;

        /// As RFC 6902 writes it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
