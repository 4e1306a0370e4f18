package dev.eventscope.projection;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Tx;

/// What a feed does in every transaction of an effect: makes sure that it may, and writes down how far it is.
interface Fence {

    /// Errors: [LeaseLost].
    void hold(Tx tx);

    /// Everything up to this event has been handled, or held.
    void delivered(Tx tx, RecordedEvent last);
}
