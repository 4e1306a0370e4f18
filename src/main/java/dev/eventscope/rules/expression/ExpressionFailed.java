package dev.eventscope.rules.expression;

/// An expression that came to nothing on one event, or that was stopped at a bound.
///
/// Shape: the message is one sentence that begins with the column and holds no piece of the event.
public final class ExpressionFailed extends RuntimeException {

    private final boolean absence;

    ExpressionFailed(String reason) {
        this(reason, false);
    }

    ExpressionFailed(String reason, boolean absence) {
        super(reason);
        this.absence = absence;
    }

    /// Whether it asked for a field that is not there.
    public boolean isAbsence() {
        return absence;
    }
}
