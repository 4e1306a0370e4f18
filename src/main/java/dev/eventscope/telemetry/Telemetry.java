package dev.eventscope.telemetry;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.AppendWatch;

/// Watches what happens to events. It never breaks or holds up what it watches.
///
///     database.writingAs(Writer.node("runner-1").watchedBy(telemetry.appends()))
///     telemetry.around(Handling.of(Operation.HANDLE, "content", event), () -> handle(event))
///
/// Threads: safe from any thread.
public interface Telemetry {

    /// Records nothing; contexts are handed on as they came.
    static Telemetry none() {
        return NoTelemetry.INSTANCE;
    }

    /// Begins a handling. The caller closes it.
    Traced begin(Handling handling);

    /// What appends are to be watched by, so that their events carry the context of the thread that appends.
    AppendWatch appends();

    /// Runs work as one handling, within its context. What it throws goes through, and counts as an error.
    default <T extends @Nullable Object> T around(Handling handling, Supplier<T> work) {
        try (Traced traced = begin(handling); Traced.Entered _ = traced.enter()) {
            try {
                return work.get();
            } catch (Throwable e) {
                traced.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }
}
