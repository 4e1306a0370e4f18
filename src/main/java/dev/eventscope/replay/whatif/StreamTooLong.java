package dev.eventscope.replay.whatif;

/// The stream has more events, or larger ones, than a what-if holds in memory.
public final class StreamTooLong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StreamTooLong(String message) {
        super(message);
    }
}
