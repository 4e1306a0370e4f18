package dev.eventscope.store;

import dev.eventscope.event.StreamId;

/// Which events a query is about.
public sealed interface EventScope {

    record AllEvents() implements EventScope {}

    record OfStream(StreamId stream) implements EventScope {}

    record OfCategory(String category) implements EventScope {}

    record OfType(String type) implements EventScope {}

    record OfCorrelation(String correlationId) implements EventScope {}

    static EventScope all() {
        return new AllEvents();
    }

    static EventScope stream(StreamId stream) {
        return new OfStream(stream);
    }

    static EventScope category(String category) {
        return new OfCategory(category);
    }

    static EventScope type(String type) {
        return new OfType(type);
    }

    static EventScope correlation(String correlationId) {
        return new OfCorrelation(correlationId);
    }
}
