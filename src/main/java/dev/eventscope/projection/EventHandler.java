package dev.eventscope.projection;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Tx;

/// What an event comes to: the effect.
///
/// Shape: events of one stream come in the order of their versions, each once, in one transaction with the inbox; several
///        events may share a transaction. What is written through `tx` takes effect once; what is done elsewhere may
///        happen again after a crash.
/// Errors: whatever it throws rolls the transaction back; the event is then tried again with backoff, and parked. A
///         connection that breaks, and a table or a right that is missing, are tried again without counting.
@FunctionalInterface
public interface EventHandler {

    void handle(Tx tx, RecordedEvent event);
}
