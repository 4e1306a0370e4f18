package dev.eventscope.store.log;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.StoreException;

/// Another writer was first: the stream is not at the expected version. Nothing of the append was written.
public final class StreamVersionConflict extends StoreException {

    private final StreamId stream;
    private final long expected;
    private final long actual;

    public StreamVersionConflict(StreamId stream, long expected, long actual) {
        super("stream " + stream + " is at version " + actual + ", expected " + expected
                + ": read it again and decide anew");
        this.stream = stream;
        this.expected = expected;
        this.actual = actual;
    }

    public StreamId stream() {
        return stream;
    }

    public long expected() {
        return expected;
    }

    public long actual() {
        return actual;
    }
}
