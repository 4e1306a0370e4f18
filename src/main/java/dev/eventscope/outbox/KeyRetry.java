package dev.eventscope.outbox;

import java.time.Duration;

/// How often a key whose head was refused is tried before it is parked, and how long it waits in between.
///
/// Units: `attempts` counts the first one; the delay doubles from `first` up to `longest`.
public record KeyRetry(int attempts, Duration first, Duration longest) {

    public static final KeyRetry STANDARD = new KeyRetry(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public KeyRetry {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, was " + attempts);
        }
    }

    boolean isLast(int attempt) {
        return attempt >= attempts;
    }

    Duration delayAfter(int attempt) {
        Duration delay = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
