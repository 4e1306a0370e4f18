package dev.eventscope.causality;

import java.util.Optional;
import java.util.function.Supplier;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;
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
        return order(a.header(), () -> VectorClock.ofMetadata(a.metadata()), b.header(),
                () -> VectorClock.ofMetadata(b.metadata()));
    }

    /// As [#order(RecordedEvent, RecordedEvent)], for those who have read the clocks; they are asked for only where the
    /// streams do not tell.
    public static CausalOrder order(EventHeader a, Supplier<Optional<VectorClock>> clockOfA, EventHeader b,
            Supplier<Optional<VectorClock>> clockOfB) {
        if (a.id().equals(b.id())) {
            return SAME;
        }
        Long first = a.version();
        Long second = b.version();
        if (a.stream().equals(b.stream()) && first != null && second != null) {
            return first < second ? BEFORE : AFTER;
        }
        return clockOfA.get().flatMap(one -> clockOfB.get().map(other -> of(one.compare(other)))).orElse(UNKNOWN);
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
