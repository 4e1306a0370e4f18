package dev.eventscope.saga;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Something that an operator asked for about a saga, and that was accepted.
///
/// Shape: `actor` is the operating system's user, `databaseUser` the database's. `stepNo` is the step that was named, also
///        where the mode is about the saga.
public record OperatorAction(
        UUID requestId,
        Instant at,
        String actor,
        String databaseUser,
        RedriveRequest.Mode mode,
        int stepNo,
        String reason,
        @Nullable String evidence) {}
