package dev.eventscope.outbox;

import java.time.Clock;
import java.time.Duration;

/// When an idle owner writes its lease anew: well before it runs out. Whether it has run out is for the server to say.
final class Renewal {

    private final Clock clock;
    private final long everyMs;
    private long lastMs;

    Renewal(Clock clock, Duration lease) {
        this.clock = clock;
        this.everyMs = lease.toMillis() / 3;
        this.lastMs = clock.millis();
    }

    boolean isDue() {
        return Math.abs(clock.millis() - lastMs) >= everyMs;
    }

    void done() {
        lastMs = clock.millis();
    }
}
