package dev.eventscope.store.log;

import java.util.List;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.StreamId;

/// Events for the end of one stream, in this order.
public record StreamAppend(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {

    public StreamAppend {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an append to " + stream + " must have at least one event");
        }
    }

    public static StreamAppend of(StreamId stream, ExpectedVersion expected, NewEvent... events) {
        return new StreamAppend(stream, expected, List.of(events));
    }

    /// The expected version as the append functions take it: -1 where any will do.
    long expectedNumber() {
        return expected instanceof ExpectedVersion.Exact(long version) ? version : -1;
    }
}
