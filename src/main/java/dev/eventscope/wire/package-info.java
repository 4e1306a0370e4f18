/// The wire format: what a recorded event looks like as a Kafka record, and which topic it goes to. Both who publishes
/// and who consumes stand on it.
///
/// May import: `event`, kafka-clients. Next: `dev.eventscope.outbox`.
@NullMarked
package dev.eventscope.wire;

import org.jspecify.annotations.NullMarked;
