package dev.eventscope.replay;

import java.time.Duration;

/// How far a dry-run is.
///
/// Units: `total` is 0 where it is not known.
public record DryRunProgress(long done, long total, Duration elapsed) {

    /// Units: events a second; 0 before any time has passed.
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }
}
