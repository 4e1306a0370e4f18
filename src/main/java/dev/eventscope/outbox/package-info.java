/// The outbox: a relay of settled events to Kafka, the keys that could not be published, and what an operator does to them.
///
/// The event table is the outbox; nothing is written twice. Each shard of keys has one relay at a time, by a fenced lease in
/// the store and a transactional id at the broker.
///
/// May import: `event`, `store`, `store.log`, `telemetry`, `wire`, kafka-clients. Next: `dev.eventscope.check`.
@NullMarked
package dev.eventscope.outbox;

import org.jspecify.annotations.NullMarked;
