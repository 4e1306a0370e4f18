package dev.eventscope.projection;

import java.time.Duration;

/// How often an event is tried before it is parked, and how long is waited between: twice as long each time.
record RetryPolicy(int attempts, Duration first, Duration longest) {

    static final RetryPolicy USUAL = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    boolean parksAfter(int attempt) {
        return attempt >= attempts;
    }

    Duration pauseAfter(int attempt) {
        Duration pause = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
