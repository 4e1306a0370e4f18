package dev.eventscope.desktop.connect;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

/// Which store a person wants to open, and for what.
public sealed interface StoreRequest {

    Access access();

    /// The same store for reading, or for writing too.
    StoreRequest with(Access newAccess);

    /// The embedded demo store; it is made where there is none yet.
    record Demo(Access access) implements StoreRequest {
        @Override
        public StoreRequest with(Access newAccess) {
            return new Demo(newAccess);
        }
    }

    /// A PostgreSQL database. `typed` holds the password a person typed, or none; the opener may know others.
    record Server(ConnectionSpec spec, Access access, Passwords typed) implements StoreRequest {
        @Override
        public StoreRequest with(Access newAccess) {
            return new Server(spec, newAccess, typed);
        }
    }
}
