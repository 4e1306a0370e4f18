package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.SagaReader;

/// When the sagas of each group of failures stopped: counts in equal stretches of time up to now, the same for all.
///
/// Shape: the stretch is one of a few round ones, and begins at a multiple of it, so that a trend read again a moment later
///        is equal.
record Trend(Duration stretch, Map<String, List<Integer>> counts) {

    static final Trend NONE = new Trend(Duration.ZERO, Map.of());
    static final int STRETCHES = 20;

    private static final List<Duration> ROUND = List.of(Duration.ofSeconds(15), Duration.ofMinutes(1),
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(365));

    /// Threads: blocks; off the FX thread.
    static Trend read(SagaReader reader, List<FailureGroup> groups, Instant now) {
        Instant first = groups.stream().map(FailureGroup::first).min(Instant::compareTo).orElse(now);
        Duration stretch = stretch(Duration.between(first, now));
        long seconds = stretch.toSeconds();
        Instant end = Instant.ofEpochSecond((now.getEpochSecond() / seconds + 1) * seconds);
        Instant start = end.minus(stretch.multipliedBy(STRETCHES));
        return groups.isEmpty() ? NONE : new Trend(stretch, reader.stopsOverTime(start, end, STRETCHES));
    }

    /// The shortest round one of which twenty reach back far enough, one of them being under way.
    static Duration stretch(Duration back) {
        return ROUND.stream().filter(round -> round.multipliedBy(STRETCHES - 1).compareTo(back) >= 0).findFirst()
                .orElse(ROUND.getLast());
    }

    List<Integer> of(FailureGroup group) {
        return counts.getOrDefault(group.id(), List.of());
    }

    Duration span() {
        return stretch.multipliedBy(STRETCHES);
    }
}
