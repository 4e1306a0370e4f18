package dev.eventscope.outbox;

import java.util.List;

import dev.eventscope.event.RecordedEvent;

/// Publishes the events of one shard.
///
/// Threads: one at a time.
interface EventPublisher extends AutoCloseable {

    /// Fences whoever published this shard before: nothing of theirs comes through any more.
    ///
    /// Errors: [BrokerFailed].
    void takeOver();

    /// Publishes events, in their order, all of them or none but for the keys that are refused: of these nothing from the
    /// refused event on. Returns when the broker has acknowledged them on every replica in sync.
    ///
    /// Errors: [BrokerFailed]: then the outcome is not known, and the same events are to be published again;
    ///         [PublisherFenced].
    List<RefusedEvent> publish(List<RecordedEvent> events);

    @Override
    void close();
}
