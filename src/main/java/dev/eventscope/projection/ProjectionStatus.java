package dev.eventscope.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// How one generation of a subscription stands.
///
/// Shape: `lagEvents` counts up to [#MOST_COUNTED], for a feed from Kafka over a type or a correlation among the newest
///        [#MOST_LOOKED_AT] events of that. `parkedStreams` wait for an operator, `blockedStreams` has them and those that are
///        tried again or wait for an event; `waitingEvents` are held in them. `owner` is absent while nobody works on it;
///        who feeds it from Kafka is known there and not here.
/// Units: `lag` is the age of the oldest event that `lagEvents` counts, by the server's clock; zero where there is none.
public record ProjectionStatus(String name, int generation, State state, Feed feed, long position,
        @Nullable UUID eventId, long lagEvents, Duration lag, long blockedStreams, long parkedStreams, long gaps,
        long waitingEvents, @Nullable String owner, @Nullable Instant movedAt, @Nullable String diverged) {

    public static final int MOST_COUNTED = 10_000;
    public static final int MOST_LOOKED_AT = 20_000;

    public enum State {
        /// Readers see it.
        LIVE,
        /// Is built beside the live one.
        BUILDING,
        /// Readers see it, and nothing is delivered any more: the history diverged.
        DIVERGED,
        /// Was replaced; its rows are being deleted.
        RETIRED
    }

    public enum Feed {
        STORE, KAFKA
    }
}
