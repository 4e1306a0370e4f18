package dev.eventscope.saga;

/// What a step does in the world. It returns when it is done, and throws when it is not.
///
/// Errors: a [StepFailed] says its own class and whether a retry can help; any other exception counts as retryable, under
///         its class's simple name.
/// Threads: called on the runner's executor, outside any transaction; an interrupt means that the runner stops.
@FunctionalInterface
public interface StepAction {

    void run(StepContext context) throws Exception;
}
