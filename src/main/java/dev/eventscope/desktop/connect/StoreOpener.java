package dev.eventscope.desktop.connect;

import java.util.function.Consumer;

import dev.eventscope.store.OpenStore;

/// How stores are opened: connects, checks, finds the layout that fits.
@FunctionalInterface
public interface StoreOpener {

    /// Opens a store, and says in short phrases what it is doing meanwhile.
    ///
    /// Errors: [dev.eventscope.store.StoreException] whose message is one sentence: what is wrong and what to do.
    /// Threads: blocks, for minutes where the demo store is made first; off the FX thread only. `doing` from any thread.
    OpenStore open(StoreRequest request, Consumer<String> doing);
}
