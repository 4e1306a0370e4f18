package dev.eventscope.replay;

import org.jspecify.annotations.Nullable;

/// Events of a type that has a chain, stored at a version that the chain does not know: they come through as they are.
public record DryRunKept(String type, @Nullable String schemaVersion, long events) {}
