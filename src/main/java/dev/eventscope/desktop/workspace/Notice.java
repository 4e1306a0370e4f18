package dev.eventscope.desktop.workspace;

import org.jspecify.annotations.Nullable;

/// Something a person should know.
///
/// Shape: `what` is one sentence: what failed, for which stream or position, what to try. `cause` is shown behind
///        "Details" only.
public record Notice(Level level, String what, @Nullable Throwable cause) {

    public enum Level {
        WARNING, ERROR
    }
}
