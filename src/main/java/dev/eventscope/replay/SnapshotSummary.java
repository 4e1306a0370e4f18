package dev.eventscope.replay;

/// What a snapshot came to.
///
/// Units: `streams` that had a state, of them `failed` whose fold stopped at an error; `timesGoBack` counts the streams in
///        which times go back, where an instant was asked for.
public record SnapshotSummary(long streams, long failed, long timesGoBack) {}
