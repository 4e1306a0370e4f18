package dev.eventscope.projection;

import dev.eventscope.store.Tx;

/// A read model that can be built again beside itself: its rows say which generation they belong to, and readers see the
/// rows of the live one (`eventscope.subscription.live`).
public interface ReadModel {

    /// The handler that writes the rows of one generation.
    EventHandler generation(int generation);

    /// Deletes up to `limit` rows of a generation that nobody reads any more. Answers how many there were.
    int clear(Tx tx, int generation, int limit);
}
