package dev.eventscope.store;

import java.util.Optional;

/// Where passwords come from. They are asked for when a connection is made and kept nowhere of ours.
@FunctionalInterface
public interface Passwords {

    /// The password for a connection, absent where none is known (the server may not ask for one).
    Optional<String> find(ConnectionSpec spec);

    /// The first of these that knows one.
    default Passwords orElse(Passwords other) {
        return spec -> find(spec).or(() -> other.find(spec));
    }

    static Passwords none() {
        return _ -> Optional.empty();
    }

    static Passwords of(String password) {
        return _ -> Optional.of(password);
    }
}
