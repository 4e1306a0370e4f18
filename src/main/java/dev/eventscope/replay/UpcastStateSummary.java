package dev.eventscope.replay;

/// What candidate upcasters do to the states of all streams at their heads.
///
/// Units: `streams` that were folded, of them `diverged` whose state is another one, and `broken` whose fold now stops at
///        an event that it got past before.
public record UpcastStateSummary(long streams, long diverged, long broken) {}
