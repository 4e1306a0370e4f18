package dev.eventscope.telemetry;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.AppendWatch;

/// Makes spans of handlings and of appends.
///
/// Shape: an append belongs to the context of its thread, else to that of its cause, else, where it has no cause, a trace
///        begins with it. One with a cause that is not at hand takes that one's context over, and has no span.
final class Spans implements AppendWatch {

    private final Tracer tracer;
    private final HandlingCounts counts;
    private final Clock clock;

    Spans(Tracer tracer, HandlingCounts counts, Clock clock) {
        this.tracer = tracer;
        this.counts = counts;
        this.clock = clock;
    }

    Traced begin(Handling handling) {
        Operation operation = handling.operation();
        SpanBuilder builder = tracer.spanBuilder(operation.word() + " " + handling.handler())
                .setSpanKind(operation == Operation.PUBLISH ? SpanKind.PRODUCER : SpanKind.CONSUMER)
                .setParent(parent(handling.traceparent()))
                .setAttribute(SpanNames.OPERATION, operation.word())
                .setAttribute(SpanNames.EVENT_TYPE, handling.eventType());
        if (handling.eventId() != null) {
            builder.setAttribute(SpanNames.EVENT_ID, handling.eventId());
        }
        return new Open(builder.startSpan(), handling);
    }

    @Override
    public Append begin(Facts facts) {
        boolean inTrace = Span.current().getSpanContext().isValid();
        if (!inTrace && facts.causeContext() == null && facts.caused()) {
            return Append.UNSEEN;
        }
        Span span = tracer.spanBuilder("append " + facts.type()).setSpanKind(SpanKind.INTERNAL)
                .setParent(inTrace ? Context.current() : parent(facts.causeContext()))
                .setAttribute(SpanNames.OPERATION, Operation.APPEND.word())
                .setAttribute(SpanNames.EVENT_TYPE, facts.type()).setAttribute(SpanNames.EVENT_ID, facts.eventId())
                .setAttribute(SpanNames.EVENTS, (long) facts.events()).startSpan();
        return new OpenAppend(span);
    }

    private static Context parent(@Nullable String traceparent) {
        if (traceparent == null || !TraceParent.isWellFormed(traceparent)) {
            return Context.current();
        }
        SpanContext remote = SpanContext.createFromRemoteParent(traceparent.substring(3, 35),
                traceparent.substring(36, 52), TraceFlags.fromHex(traceparent, 53), TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }

    private static String traceparent(Span span) {
        SpanContext context = span.getSpanContext();
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags().asHex();
    }

    private static void fail(Span span, String errorClass) {
        span.setAttribute(SpanNames.ERROR, errorClass).setStatus(StatusCode.ERROR);
    }

    private record OpenAppend(Span span) implements Append {
        @Override
        public String traceparent() {
            return Spans.traceparent(span);
        }

        @Override
        public void done() {
            span.end();
        }

        @Override
        public void failed(String errorClass) {
            fail(span, errorClass);
            span.end();
        }
    }

    private final class Open implements Traced {

        private final Span span;
        private final Handling handling;
        private final long startNanos = System.nanoTime();
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile boolean failed;

        Open(Span span, Handling handling) {
            this.span = span;
            this.handling = handling;
        }

        @Override
        public String traceparent() {
            return Spans.traceparent(span);
        }

        /// The scope outlives this call: whoever entered closes it.
        @Override
        @SuppressWarnings("MustBeClosedChecker")
        public Entered enter() {
            Scope scope = span.makeCurrent();
            return scope::close;
        }

        @Override
        public void failed(String errorClass) {
            failed = true;
            fail(span, errorClass);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                long us = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
                span.end();
                counts.add(new HandlingKey(handling.eventType(), handling.operation(), handling.handler()),
                        HandlingFigures.once(us, failed, clock.instant()));
            }
        }
    }
}
