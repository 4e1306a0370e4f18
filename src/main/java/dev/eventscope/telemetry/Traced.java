package dev.eventscope.telemetry;

import org.jspecify.annotations.Nullable;

/// A [Handling] under way: its span is open and its time is running until it is closed.
///
/// Threads: may be closed by another thread than the one that began it. [#enter] and what it answers belong to one thread.
public interface Traced extends AutoCloseable {

    /// The context to hand on, into a message header or the metadata of an event: `00-<trace>-<span>-01`. Where nothing is
    /// recorded, the context that was handed in.
    @Nullable
    String traceparent();

    /// Makes it the context of this thread: what is appended until the answer is closed belongs to the same trace.
    Entered enter();

    /// It failed, for a reason of this class; the last one said counts.
    void failed(String errorClass);

    /// Ends the span and counts the handling. A second call does nothing.
    @Override
    void close();

    /// Undoes [#enter].
    interface Entered extends AutoCloseable {
        @Override
        void close();
    }
}
