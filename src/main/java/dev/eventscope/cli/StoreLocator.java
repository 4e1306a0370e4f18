package dev.eventscope.cli;

import java.util.function.Predicate;

import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

/// Says where the store is that `--store` names.
@FunctionalInterface
public interface StoreLocator {

    /// A connection, and where its password comes from. `production` where a person ticked that in the window.
    record Location(ConnectionSpec spec, Passwords passwords, boolean production) {

        public Location(ConnectionSpec spec, Passwords passwords) {
            this(spec, passwords, false);
        }
    }

    /// The same places, with what a person said of them.
    default StoreLocator marking(Predicate<ConnectionSpec> isProduction) {
        return store -> {
            Location found = locate(store);
            return new Location(found.spec(), found.passwords(), isProduction.test(found.spec()));
        };
    }

    /// Makes the store ready to be connected to: for `demo`, starts the server.
    ///
    /// Errors: [VerbFailed] for a text that names no store; [dev.eventscope.store.StoreException] where it cannot be had.
    Location locate(String store);
}
