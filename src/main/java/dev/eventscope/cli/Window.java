package dev.eventscope.cli;

import org.jspecify.annotations.Nullable;

/// Opens the desktop; `App` knows how.
@FunctionalInterface
public interface Window {

    /// Blocks until the window is closed; answers an [ExitCode].
    ///
    /// Shape: `store` as `--store` names it, absent where nobody did; `layout` and `kafka` likewise.
    int open(@Nullable String store, @Nullable String layout, @Nullable String kafka);
}
