package dev.eventscope.cli;

import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

/// Says where the store is that `--store` names.
@FunctionalInterface
public interface StoreLocator {

    /// A connection, and where its password comes from.
    record Location(ConnectionSpec spec, Passwords passwords) {}

    /// Makes the store ready to be connected to: for `demo`, starts the server.
    ///
    /// Errors: [VerbFailed] for a text that names no store; [dev.eventscope.store.StoreException] where it cannot be had.
    Location locate(String store);
}
