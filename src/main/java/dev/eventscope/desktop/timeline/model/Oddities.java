package dev.eventscope.desktop.timeline.model;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventFlag;
import dev.eventscope.event.OrderToken;

/// What headers of some stores have that does not fit into columns of numbers, by row.
///
/// Shape: `tokens` has one a row, or is null where all are single numbers. Rows in `withoutOccurred`, `withoutRecorded` and
///        `withoutVersion` have none of their own.
/// Threads: not changed once the columns are built.
record Oddities(
        Map<Integer, String> ids,
        Map<String, Integer> rowsOfIds,
        @Nullable List<OrderToken> tokens,
        Map<Integer, Cause> missingCauses,
        Map<Integer, Set<EventFlag>> flags,
        BitSet withoutOccurred,
        BitSet withoutRecorded,
        BitSet withoutVersion) {

    /// Of a store whose headers all fit.
    static final Oddities NONE = of(null);

    static Oddities of(@Nullable List<OrderToken> tokens) {
        return new Oddities(new HashMap<>(), new HashMap<>(), tokens, new HashMap<>(), new HashMap<>(), new BitSet(),
                new BitSet(), new BitSet());
    }
}
