package dev.eventscope.store;

import java.util.Map;
import java.util.Optional;

/// The password in `PGPASSWORD`, for whatever connection, as libpq takes it.
public record EnvironmentPasswords(Map<String, String> environment) implements Passwords {

    private static final String VARIABLE = "PGPASSWORD";

    @Override
    public Optional<String> find(ConnectionSpec spec) {
        return Optional.ofNullable(environment.get(VARIABLE)).filter(password -> !password.isEmpty());
    }

    /// Says where from, never what.
    @Override
    public String toString() {
        return VARIABLE;
    }
}
