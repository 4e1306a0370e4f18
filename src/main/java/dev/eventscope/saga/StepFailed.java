package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// A step says that it failed, and how.
///
/// Shape: `errorClass` is a short stable word, by which failures are grouped: `RemoteNotFound`. Where `retryable` is false
///        the saga fails at once.
public final class StepFailed extends Exception {

    private final String errorClass;
    private final boolean retryable;

    public StepFailed(String errorClass, String message, boolean retryable) {
        this(errorClass, message, retryable, null);
    }

    public StepFailed(String errorClass, String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.retryable = retryable;
    }

    public String errorClass() {
        return errorClass;
    }

    public boolean retryable() {
        return retryable;
    }
}
