package dev.eventscope.event;

/// The two clocks of an event: what the writer says, and what the server said when it was written.
public enum EventClock {
    OCCURRED, RECORDED
}
