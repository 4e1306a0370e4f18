package dev.eventscope.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;

/// Spans that have ended and wait to be exported. A full queue drops and counts; it never makes anybody wait.
///
/// Threads: safe from any thread.
final class BoundedSpans implements SpanProcessor {

    private final BlockingQueue<SpanData> queue;
    private final AtomicLong dropped = new AtomicLong();

    BoundedSpans(int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!queue.offer(span.toSpanData())) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /// At most so many, oldest first.
    List<SpanData> take(int most) {
        List<SpanData> taken = new ArrayList<>();
        queue.drainTo(taken, most);
        return taken;
    }

    /// Counts spans as lost that were taken and could not be exported.
    void lose(int spans) {
        dropped.addAndGet(spans);
    }

    long dropped() {
        return dropped.get();
    }
}
