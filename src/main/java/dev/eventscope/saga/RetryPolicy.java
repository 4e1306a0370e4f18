package dev.eventscope.saga;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often a step is tried by itself, and how long it waits in between.
///
/// Units: `attempts` counts the first try too. After the n-th failure it waits `firstDelay` × `factor`^(n−1), less a random
///        part of at most `jitter` of that (0..1), so that what failed together does not come again together.
public record RetryPolicy(int attempts, Duration firstDelay, double factor, double jitter) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double USUAL_JITTER = 0.5;

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
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be 0..1, was " + jitter);
        }
    }

    /// Doubles the wait each time, and takes up to half of it off at random.
    public static RetryPolicy doubling(int attempts, Duration firstDelay) {
        return new RetryPolicy(attempts, firstDelay, 2, USUAL_JITTER);
    }

    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ZERO, 1, 0);
    }

    public RetryPolicy withJitter(double part) {
        return new RetryPolicy(attempts, firstDelay, factor, part);
    }

    /// The wait after so many failures in a row, at most an hour.
    Duration delayAfter(int failures, RandomGenerator random) {
        double whole = Math.min((double) LONGEST.toMillis(),
                (double) firstDelay.toMillis() * Math.pow(factor, Math.max(0, failures - 1)));
        return Duration.ofMillis(Math.round(whole * (1 - jitter * random.nextDouble())));
    }
}
