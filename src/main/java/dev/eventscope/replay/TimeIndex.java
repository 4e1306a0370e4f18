package dev.eventscope.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;

/// The times of the events of one stream, for asking again and again which version was the last at an instant.
///
/// Shape: 16 bytes an event. For each event the earliest time of it and all after it is kept; that never goes back, so the
///        last version within an instant is found by halving, where times go back, too.
/// Threads: not safe.
final class TimeIndex {

    private static final long ALWAYS = Long.MIN_VALUE;

    private long[] versions = new long[64];
    private long[] earliest = new long[64];
    private int size;
    private int settled;
    private long latest = ALWAYS;
    private boolean goesBack;
    private @Nullable OrderToken lastOrder;

    int size() {
        return size;
    }

    @Nullable
    OrderToken lastOrder() {
        return lastOrder;
    }

    /// An event without any time is not after anything.
    void add(EventHeader header, EventClock clock) {
        if (size == versions.length) {
            versions = Arrays.copyOf(versions, size * 2);
            earliest = Arrays.copyOf(earliest, size * 2);
        }
        Instant time = header.time(clock);
        long micros = time == null ? ALWAYS : ChronoUnit.MICROS.between(Instant.EPOCH, time);
        goesBack |= time != null && micros < latest;
        latest = Math.max(latest, micros);
        versions[size] = header.version() == null ? size + 1 : header.version();
        earliest[size++] = micros;
        lastOrder = header.order();
    }

    PointInTime at(Instant instant) {
        settle();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (earliest[middle] <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return new PointInTime(low == 0 ? OptionalLong.empty() : OptionalLong.of(versions[low - 1]), goesBack);
    }

    /// What came since the last question may be earlier than what was there.
    private void settle() {
        for (int i = size - 2; i >= 0 && (i >= settled - 1 || earliest[i] > earliest[i + 1]); i--) {
            earliest[i] = Math.min(earliest[i], earliest[i + 1]);
        }
        settled = size;
    }
}
