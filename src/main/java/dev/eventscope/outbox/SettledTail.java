package dev.eventscope.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

import dev.eventscope.store.Database;
import dev.eventscope.store.log.SettledPosition;

/// The settled position for all shards of a relay, asked for no oftener than it is worth.
///
/// Threads: safe from any thread; blocks.
final class SettledTail {

    private final SettledPosition settled;
    private final Clock clock;
    private final long maxAgeMs;
    private OptionalLong last = OptionalLong.empty();
    private long askedAtMs;

    SettledTail(Database store, Clock clock, Duration maxAge) {
        this.settled = new SettledPosition(store);
        this.clock = clock;
        this.maxAgeMs = maxAge.toMillis();
    }

    /// Empty while nothing could be proved yet.
    synchronized OptionalLong read() {
        long now = clock.millis();
        // also when the clock was set back
        if (now < askedAtMs || now >= askedAtMs + maxAgeMs || last.isEmpty()) {
            last = settled.advance();
            askedAtMs = now;
        }
        return last;
    }
}
