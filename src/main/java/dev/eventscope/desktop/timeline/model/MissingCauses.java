package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// The ids of causes that are named but are not here.
///
/// Shape: `places` ascend; a place is a row counted from where the first page began, so that it holds when rows come
///        before it.
/// Threads: immutable.
record MissingCauses(int[] places, long[] high, long[] low) {

    static final MissingCauses NONE = new MissingCauses(new int[0], new long[0], new long[0]);

    @Nullable
    String at(int place) {
        int found = Arrays.binarySearch(places, place);
        return found < 0 ? null : new UUID(high[found], low[found]).toString();
    }
}
