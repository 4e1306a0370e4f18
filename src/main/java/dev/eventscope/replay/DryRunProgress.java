package dev.eventscope.replay;

import java.time.Duration;
import java.util.Optional;

/// How far a dry-run is.
///
/// Units: `total` is 0 where it is not known.
public record DryRunProgress(long done, long total, Duration elapsed) {

    /// Units: events a second; 0 before any time has passed.
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }

    /// How long it will go on at this rate; empty where the end or the rate is not known.
    public Optional<Duration> left() {
        return total == 0 || rate() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(Math.max(0, total - done) / rate())));
    }
}
