package dev.eventscope.store;

import java.util.List;

/// What a [Database#copy] brought.
///
/// Shape: `cut` where it ended early because of its bound on bytes; then there may be more rows after the last one.
/// Units: `bytes` as they came over the wire.
public record Copied<T>(List<T> rows, long bytes, boolean cut) {}
