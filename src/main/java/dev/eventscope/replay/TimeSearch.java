package dev.eventscope.replay;

import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;

/// Looks, over the headers of one stream in order, for the last one that is not after an instant.
///
/// Shape: an event without any time is not after anything.
/// Threads: not safe.
final class TimeSearch {

    private final Instant instant;
    private final EventClock clock;
    private OptionalLong version = OptionalLong.empty();
    private long count;
    private @Nullable Instant latest;
    private boolean goesBack;

    TimeSearch(Instant instant, EventClock clock) {
        this.instant = instant;
        this.clock = clock;
    }

    /// Takes the next header; whether it is not after the instant.
    boolean see(EventHeader header) {
        count = header.version() == null ? count + 1 : header.version();
        Instant time = header.time(clock);
        if (time != null && latest != null && time.isBefore(latest)) {
            goesBack = true;
        } else if (time != null) {
            latest = time;
        }
        boolean reached = time == null || !time.isAfter(instant);
        if (reached) {
            version = OptionalLong.of(count);
        }
        return reached;
    }

    PointInTime found() {
        return new PointInTime(version, goesBack);
    }
}
