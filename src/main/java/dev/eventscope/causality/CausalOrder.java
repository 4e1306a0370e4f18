package dev.eventscope.causality;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.event.VectorClock;

/// What may have had a part in what, told from vector clocks and streams; never from times.
public enum CausalOrder {
    /// The first may have had a part in the second.
    BEFORE,
    /// The second may have had a part in the first.
    AFTER,
    /// They are one event.
    SAME,
    /// Neither knew of the other.
    CONCURRENT,
    /// One has no clock, or it was taken over from another event without a tick of its own.
    UNKNOWN;

    /// How the first of two events of one store stands to the second.
    ///
    /// Shape: two events of one stream are in order by their versions, with or without clocks.
    public static CausalOrder order(RecordedEvent a, RecordedEvent b) {
        if (a.id().equals(b.id())) {
            return SAME;
        }
        StreamId stream = a.stream();
        Long first = a.header().version();
        Long second = b.header().version();
        if (stream.equals(b.stream()) && first != null && second != null) {
            return first < second ? BEFORE : AFTER;
        }
        return VectorClock.ofMetadata(a.metadata())
                .flatMap(one -> VectorClock.ofMetadata(b.metadata()).map(other -> of(one.compare(other))))
                .orElse(UNKNOWN);
    }

    private static CausalOrder of(VectorClock.Comparison comparison) {
        return switch (comparison) {
            case BEFORE -> BEFORE;
            case AFTER -> AFTER;
            case CONCURRENT -> CONCURRENT;
            case EQUAL -> UNKNOWN;
        };
    }
}
