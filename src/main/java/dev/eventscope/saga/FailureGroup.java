package dev.eventscope.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Failures that look alike: the same saga type, step, error class and message, where numbers, ids, paths and hosts in the
/// message do not count.
///
/// Shape: `count` is of sagas that are failed in this way now; 0 where all have been re-driven since. `aggregates` is how
///        many streams triggered those. `first` and `last` are times of failures. `lastHour` and `hourBefore` are failures
///        in the last 60 minutes by the server's clock, and in the 60 before. Of the re-drives of such failures, `redriven`
///        were tried and `confirmed` succeeded; `lastRedrive` is what the last of them gave. `note` stays until another one
///        is written.
public record FailureGroup(
        String id,
        String type,
        String step,
        String errorClass,
        String message,
        long count,
        long aggregates,
        Instant first,
        Instant last,
        long lastHour,
        long hourBefore,
        long redriven,
        long confirmed,
        @Nullable LastRedrive lastRedrive,
        @Nullable FailureNote note) {

    public enum Trend {
        RISING, STEADY, FALLING,
        /// None in two hours.
        QUIET
    }

    /// The last re-drive that a runner took: of one saga, or the whole job that it was part of.
    public record LastRedrive(Instant at, String actor, String osUser, long tried, long confirmed, long failedAgain) {}

    public Trend trend() {
        if (lastHour == 0 && hourBefore == 0) {
            return Trend.QUIET;
        }
        return lastHour > hourBefore ? Trend.RISING : lastHour < hourBefore ? Trend.FALLING : Trend.STEADY;
    }
}
