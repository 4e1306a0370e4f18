package dev.eventscope.replay;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

/// Where the events of one stream come from: a store, or a list that is at hand.
interface StreamSource {

    /// Pages of events, one after the other.
    interface Pages {
        /// The next page; empty at the end.
        List<RecordedEvent> next();
    }

    StreamId stream();

    /// Empty where there is no such stream.
    Optional<String> category();

    /// The events above a version, up to and with another one, ascending.
    Pages pages(@Nullable EventHeader after, long toVersion);

    /// Takes the time of each event that comes after what `times` has, in order.
    void readTimes(TimeIndex times, EventClock clock);

    /// The version of the last event that is not after a place in the store's order; empty where none is.
    Optional<Long> versionAt(OrderToken position);
}
