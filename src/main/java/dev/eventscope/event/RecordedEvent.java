package dev.eventscope.event;

/// One event as its store holds it: the header, and the payload and metadata undecoded.
public record RecordedEvent(EventHeader header, Payload payload, Payload metadata) {

    public String id() {
        return header.id();
    }

    public StreamId stream() {
        return header.stream();
    }

    public String type() {
        return header.type();
    }
}
