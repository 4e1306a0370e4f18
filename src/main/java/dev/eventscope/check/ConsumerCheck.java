package dev.eventscope.check;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.check.Finding.Rule;
import dev.eventscope.outbox.BlockedKey;
import dev.eventscope.outbox.OutboxLag;
import dev.eventscope.outbox.OutboxReader;
import dev.eventscope.projection.BlockedStream;
import dev.eventscope.projection.ProjectionReader;
import dev.eventscope.projection.ProjectionStatus;
import dev.eventscope.store.Database;

/// What those who consume a store wait for: the outbox and the subscriptions. Reads only.
///
/// Shape: what is tried again by itself is no finding, but for a broker that does not answer.
final class ConsumerCheck {

    private static final int PAGE = 500;
    /// Who feeds from Kafka is not known here. What is younger may be between the relay, the broker and the feed.
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final OutboxReader outbox;
    private final ProjectionReader projections;
    private final Consumer<Finding> sink;

    ConsumerCheck(Database database, Consumer<Finding> sink) {
        this.outbox = new OutboxReader(database);
        this.projections = new ProjectionReader(database);
        this.sink = sink;
    }

    void run() {
        OutboxLag lag = outbox.lag();
        if (lag.diverged() != null) {
            found(Rule.HISTORY_DIVERGED, null, "the outbox publishes no more: " + lag.diverged());
        }
        if (lag.trouble() != null) {
            found(Rule.CONSUMER_WAITS, null, "the outbox has waited for its broker since " + lag.troubleSince() + ", "
                    + lag.events() + " events are pending: " + lag.trouble());
        } else if (lag.movedAt() != null && !lag.relaying() && lag.events() > 0) {
            found(Rule.CONSUMER_WAITS, null, "no relay runs, " + lag.events()
                    + " events are pending, the last one was published at " + lag.movedAt() + ": start a relay");
        }
        parkedKeys();
        projections.readAll().forEach(this::subscription);
    }

    private void parkedKeys() {
        List<BlockedKey> page = outbox.blocked("", PAGE);
        while (!page.isEmpty()) {
            page.stream().filter(BlockedKey::parked).forEach(key -> found(Rule.PARKED, key.eventId(),
                    "stream " + key.stream().name() + " is not published from version " + key.version() + " on ("
                            + key.waiting() + " events, since " + key.blockedAt() + "): " + key.errorMessage()
                            + "; release it or skip the event with act_on_outbox"));
            page = outbox.blocked(page.getLast().stream().name(), PAGE);
        }
    }

    private void subscription(ProjectionStatus status) {
        String name = "subscription '" + status.name() + "'";
        if (status.diverged() != null) {
            found(Rule.HISTORY_DIVERGED, null, status.diverged());
        } else if (status.feed() == ProjectionStatus.Feed.KAFKA) {
            if (status.lag().compareTo(ON_ITS_WAY) > 0) {
                found(Rule.CONSUMER_WAITS, null, name + ", which is fed from Kafka, has not handled "
                        + atLeast(status.lagEvents()) + " events, the oldest for " + status.lag().toSeconds()
                        + " s: see that its service and a relay run");
            }
        } else if (status.owner() == null && status.lagEvents() > 0) {
            found(Rule.CONSUMER_WAITS, null, "nobody runs " + name + ", " + atLeast(status.lagEvents())
                    + " events wait, the oldest for " + status.lag().toSeconds() + " s: start its service");
        }
        projections.readBlocked(status.name(), PAGE).stream()
                .filter(blocked -> blocked.generation() == status.generation()
                        && blocked.state() != BlockedStream.State.RETRYING)
                .forEach(blocked -> found(Rule.PARKED, blocked.eventId().toString(),
                        name + " does not get on with stream " + blocked.stream().name() + " at version "
                                + blocked.version() + " (" + blocked.waiting() + " events, since "
                                + blocked.blockedAt() + "): " + blocked.errorMessage()
                                + "; release it or skip the event with act_on_subscription"));
    }

    private static String atLeast(long events) {
        return (events == ProjectionStatus.MOST_COUNTED ? "at least " : "") + events;
    }

    private void found(Rule rule, @Nullable String eventId, String detail) {
        sink.accept(new Finding(rule, eventId, detail));
    }
}
