package dev.eventscope.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// Opens the desktop; `App` knows how.
@FunctionalInterface
public interface Window {

    /// What a person asks of the window: each as its option names it, absent where nobody did.
    record Wish(@Nullable String store, @Nullable String layout, @Nullable String kafka, @Nullable Path profile) {}

    /// Blocks until the window is closed; answers an [ExitCode].
    int open(Wish wish);
}
