package dev.eventscope.rules.expression;

/// An expression that came to nothing on one event, or that was stopped at a bound.
///
/// Shape: the message is one sentence that begins with the column and holds no piece of the event.
public final class ExpressionFailed extends RuntimeException {

    ExpressionFailed(String reason) {
        super(reason);
    }
}
