package dev.eventscope.desktop.connect;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

/// Which store a person wants to open, and for what.
public sealed interface StoreRequest {

    Access access();

    /// The embedded demo store; it is made where there is none yet.
    record Demo(Access access) implements StoreRequest {}

    /// A PostgreSQL database. `typed` holds the password a person typed, or none; the opener may know others. `production`
    /// is what a person said of it, null where nobody said anything now: then it is what was said before.
    record Server(ConnectionSpec spec, Access access, Passwords typed, @Nullable Boolean production)
            implements
                StoreRequest {

        public Server(ConnectionSpec spec, Access access, Passwords typed) {
            this(spec, access, typed, null);
        }
    }
}
