package dev.eventscope.saga;

/// What stands round each action and each compensation that a runner calls: a span, a timer.
///
/// Shape: it calls the action once, on the same thread, and lets what it throws pass.
/// Threads: several steps at once.
@FunctionalInterface
public interface StepAround {

    /// Nothing but the action.
    StepAround NOTHING = (context, action) -> action.run(context);

    void run(StepContext context, StepAction action) throws Exception;
}
