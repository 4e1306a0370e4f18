package dev.eventscope.portfolio.git;

import org.jspecify.annotations.Nullable;

/// The repository cannot be read or does not fit the store. The message is one sentence: what is wrong and what to do.
public final class ImportFailed extends RuntimeException {

    public ImportFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
