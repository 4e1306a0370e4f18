package dev.eventscope.store;

import dev.eventscope.event.VectorClock;

/// Reads the vector clocks that events carry, and nothing else of them.
///
/// Shape: of stores whose order is one number, see [HeaderReader#copyHeaders]; in others there are none to be had so.
public interface ClockReader {

    /// Takes the clock of one event.
    @FunctionalInterface
    interface ClockSink {
        void take(long position, VectorClock clock);
    }

    /// Whether it is worth while to look for clocks: where no node writes, and none of the newest events carries one, this
    /// says no without looking at all the others.
    default boolean mayHaveClocks() {
        return false;
    }

    /// Hands over the clocks of events with `after < position <= upTo`, ascending by position. Events without one are left
    /// out.
    ///
    /// Shape: one transaction a slice, as [HeaderReader#scanHeaders].
    default void copyClocks(long after, long upTo, ClockSink sink) {}
}
