package dev.eventscope.projection;

import java.util.List;
import java.util.function.BiConsumer;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Tx;

/// What events come to: the effect.
///
/// Shape: events of one stream come in the order of their versions, each once, in one transaction with the inbox. What is
///        written through `tx` takes effect once; what is done elsewhere may happen again after a crash.
/// Errors: whatever it throws rolls the transaction back; the event that it throws on is then tried alone, again with
///         backoff, and parked. A connection that breaks is tried again without counting.
@FunctionalInterface
public interface EventHandler {

    void handle(Tx tx, List<RecordedEvent> events);

    /// A handler that looks at one event at a time.
    static EventHandler each(BiConsumer<Tx, RecordedEvent> effect) {
        return (tx, events) -> events.forEach(event -> effect.accept(tx, event));
    }
}
