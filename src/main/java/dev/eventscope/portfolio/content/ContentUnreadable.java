package dev.eventscope.portfolio.content;

import dev.eventscope.event.RecordedEvent;

/// A content event in the store cannot be read: the code stops there rather than pass it over.
public final class ContentUnreadable extends RuntimeException {

    private final String eventId;

    ContentUnreadable(RecordedEvent event, String why) {
        super("event " + event.id() + " of " + event.stream() + " cannot be read: " + why
                + "; look at it and at the upcasters of " + event.type());
        this.eventId = event.id();
    }

    public String eventId() {
        return eventId;
    }
}
