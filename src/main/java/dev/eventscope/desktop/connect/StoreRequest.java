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

    /// The same, read by a layout that the profile names; the demo store has its own.
    default StoreRequest by(@Nullable String layout) {
        return switch (this) {
            case Demo demo -> demo;
            case Server(var spec, var access, var typed, var production, _) ->
                new Server(spec, access, typed, production, layout);
        };
    }

    /// A PostgreSQL database. `typed` holds the password a person typed, or none; the opener may know others. `production`
    /// is what a person said of it, null where nobody said anything now: then it is what was said before.
    /// `layout` is the id of the one it is read by, null where that is to be found out.
    record Server(ConnectionSpec spec, Access access, Passwords typed, @Nullable Boolean production,
            @Nullable String layout) implements StoreRequest {

        public Server(ConnectionSpec spec, Access access, Passwords typed, @Nullable Boolean production) {
            this(spec, access, typed, production, null);
        }

        public Server(ConnectionSpec spec, Access access, Passwords typed) {
            this(spec, access, typed, null);
        }
    }
}
