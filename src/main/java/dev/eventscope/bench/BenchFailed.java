package dev.eventscope.bench;

import org.jspecify.annotations.Nullable;

/// A benchmark cannot be taken here. The message is one sentence: what is wrong and what to do.
public final class BenchFailed extends RuntimeException {

    public BenchFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
