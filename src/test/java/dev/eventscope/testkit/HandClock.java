package dev.eventscope.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that a test moves. It begins at noon of 4 March 2026, UTC.
///
/// Threads: safe from any thread.
public final class HandClock extends Clock {

    private Instant now = Instant.parse("2026-03-04T12:00:00Z");
    private Duration step = Duration.ZERO;

    public synchronized void forward(Duration by) {
        now = now.plus(by);
    }

    /// From now on each look at it moves it by that much.
    public synchronized void stepAtEachLook(Duration by) {
        step = by;
    }

    @Override
    public synchronized Instant instant() {
        now = now.plus(step);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
