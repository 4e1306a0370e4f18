/// Subscriptions and projections: handlers that take each settled event once, what they wait for, and how a read model is
/// built again beside the one in use.
///
/// A page of events, what a handler makes of it, the inbox and the checkpoint are one transaction. [Subscription] reads
/// the store itself, [KafkaFeed] what the outbox has published; both end in [Delivery].
///
/// May import: `event`, `store`, `store.log`, `wire`, `telemetry`. Next: `dev.eventscope.replay`.
@NullMarked
package dev.eventscope.projection;

import org.jspecify.annotations.NullMarked;
