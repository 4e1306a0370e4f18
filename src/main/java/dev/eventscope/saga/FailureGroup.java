package dev.eventscope.saga;

import java.time.Instant;

/// Failures that look alike: the same saga type, step, error class and message, where numbers and ids in the message do
/// not count.
///
/// Shape: `count` is of sagas that are failed in this way now; 0 where all have been re-driven since. `first` and `last`
///        are times of failures. Of the re-drives of such failures, `redriven` were tried and `confirmed` succeeded.
public record FailureGroup(
        String id,
        String type,
        String step,
        String errorClass,
        String message,
        long count,
        Instant first,
        Instant last,
        long redriven,
        long confirmed) {}
