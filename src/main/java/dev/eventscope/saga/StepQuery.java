package dev.eventscope.saga;

/// Asks the other side whether a step has happened, where an attempt left it open.
///
/// Errors: what it throws counts as a failure of the attempt that asks.
/// Threads: as [StepAction].
@FunctionalInterface
public interface StepQuery {

    StepAnswer ask(StepContext context) throws Exception;
}
