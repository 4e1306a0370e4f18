package dev.eventscope.saga;

import java.time.Duration;

/// How often a step is tried by itself, and how long it waits in between.
///
/// Units: `attempts` counts the first try too. After the n-th failure it waits `firstDelay` × `factor`^(n−1).
public record RetryPolicy(int attempts, Duration firstDelay, double factor) {

    private static final Duration LONGEST = Duration.ofHours(1);

    public RetryPolicy {
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("attempts must be 1..100, was " + attempts);
        }
        if (firstDelay.isNegative()) {
            throw new IllegalArgumentException("firstDelay must not be negative, was " + firstDelay);
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor must be 1 or more, was " + factor);
        }
    }

    /// Doubles the wait each time.
    public static RetryPolicy doubling(int attempts, Duration firstDelay) {
        return new RetryPolicy(attempts, firstDelay, 2);
    }

    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ZERO, 1);
    }

    /// The wait after so many failures in a row, at most an hour.
    Duration delayAfter(int failures) {
        double millis = firstDelay.toMillis() * Math.pow(factor, Math.max(0, failures - 1));
        return millis >= LONGEST.toMillis() ? LONGEST : Duration.ofMillis(Math.round(millis));
    }
}
