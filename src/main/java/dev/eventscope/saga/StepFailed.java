package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// A step says that it failed, and how.
///
/// Shape: `errorClass` is a short stable word, by which failures are grouped: `RemoteNotFound`. Where `retryable` is false
///        the saga fails at once. It has not happened, unless [#inPart()] says that some of it may have: then it is undone
///        too where the saga is. Any other exception of an action leaves that open.
public final class StepFailed extends Exception {

    private final String errorClass;
    private final boolean retryable;
    private boolean inPart;

    public StepFailed(String errorClass, String message, boolean retryable) {
        this(errorClass, message, retryable, null);
    }

    public StepFailed(String errorClass, String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.retryable = retryable;
    }

    /// Some of the step may have happened before it failed.
    public StepFailed inPart() {
        inPart = true;
        return this;
    }

    public String errorClass() {
        return errorClass;
    }

    public boolean retryable() {
        return retryable;
    }

    boolean mayHaveHappened() {
        return inPart;
    }
}
