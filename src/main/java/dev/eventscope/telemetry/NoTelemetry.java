package dev.eventscope.telemetry;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.AppendWatch;

/// Records nothing.
final class NoTelemetry implements Telemetry {

    static final NoTelemetry INSTANCE = new NoTelemetry();

    private NoTelemetry() {}

    @Override
    public Traced begin(Handling handling) {
        return new Passed(handling.traceparent());
    }

    @Override
    public AppendWatch appends() {
        return AppendWatch.NONE;
    }

    private record Passed(@Nullable String traceparent) implements Traced {
        @Override
        public Entered enter() {
            return () -> {};
        }

        @Override
        public void failed(String errorClass) {}

        @Override
        public void close() {}
    }
}
