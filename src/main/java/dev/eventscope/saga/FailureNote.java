package dev.eventscope.saga;

import java.time.Instant;

/// What a person wrote about a group of failures. It stays until somebody writes another one.
///
/// Shape: `actor` is the database's user, `osUser` what the client says.
public record FailureNote(String text, String actor, String osUser, Instant at) {}
