package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.OrderToken;

/// Which part of a scope: by version within one stream, or by the store's order.
public sealed interface EventRange {

    /// Shape: both ends inclusive. Only for [EventScope.OfStream], and only where the store has versions.
    record Versions(long from, long to) implements EventRange {}

    /// Shape: `after` exclusive, `upTo` inclusive; an absent end is open.
    record Orders(@Nullable OrderToken after, @Nullable OrderToken upTo) implements EventRange {}

    EventRange EVERYTHING = new Orders(null, null);

    static EventRange versions(long from, long to) {
        return new Versions(from, to);
    }

    static EventRange after(OrderToken order) {
        return new Orders(order, null);
    }

    static EventRange upTo(OrderToken order) {
        return new Orders(null, order);
    }
}
