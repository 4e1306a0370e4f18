package dev.eventscope.replay;

/// What a bisect came to.
///
/// Units: `streams` that were folded, of them `flipped` in which the predicate held at some version, `monotone` of those in
///        which it never ceased to hold, and `failed` whose fold stopped at an error.
public record BisectSummary(long streams, long flipped, long monotone, long failed) {}
