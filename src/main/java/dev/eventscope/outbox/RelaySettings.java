package dev.eventscope.outbox;

import java.time.Duration;

import dev.eventscope.wire.Topics;

/// Where a relay publishes to, and at what pace.
///
/// Units: `lease` is how long a shard stays with a relay that has gone silent; `poll` the pause where nothing is to be done;
///        `page` the most events of one Kafka transaction.
public record RelaySettings(String bootstrap, Topics topics, Duration lease, Duration poll, int page, KeyRetry retry) {

    public RelaySettings {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("bootstrap must name a broker as HOST:PORT, was empty");
        }
        if (page < 1 || page > 10_000) {
            throw new IllegalArgumentException("page must be 1 to 10000, was " + page);
        }
    }

    /// Topics `eventscope.CATEGORY` on this broker.
    public static RelaySettings to(String bootstrap) {
        return new RelaySettings(bootstrap, Topics.STANDARD, Duration.ofSeconds(10), Duration.ofMillis(250), 2_000,
                KeyRetry.STANDARD);
    }

    /// How long a page waits for the broker before it is begun again: shorter than the lease, within what Kafka needs.
    Duration brokerPatience() {
        Duration wanted = lease.multipliedBy(6).dividedBy(10);
        Duration most = Duration.ofSeconds(10);
        Duration least = Duration.ofSeconds(4);
        return wanted.compareTo(most) > 0 ? most : wanted.compareTo(least) < 0 ? least : wanted;
    }

    public RelaySettings withTopics(Topics other) {
        return new RelaySettings(bootstrap, other, lease, poll, page, retry);
    }

    public RelaySettings withPace(Duration newLease, Duration newPoll, int newPage) {
        return new RelaySettings(bootstrap, topics, newLease, newPoll, newPage, retry);
    }

    public RelaySettings withRetry(KeyRetry other) {
        return new RelaySettings(bootstrap, topics, lease, poll, page, other);
    }
}
