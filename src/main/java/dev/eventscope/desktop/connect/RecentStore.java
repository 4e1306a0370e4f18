package dev.eventscope.desktop.connect;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

/// A store that was open before. Never with a password.
///
/// Shape: `spec` is absent for the demo store.
public record RecentStore(@Nullable ConnectionSpec spec, Access access, Instant lastAt) {

    static RecentStore of(StoreRequest request, Instant now) {
        return switch (request) {
            case StoreRequest.Demo(var access) -> new RecentStore(null, access, now);
            case StoreRequest.Server(var spec, var access, _) -> new RecentStore(spec, access, now);
        };
    }

    public boolean isDemo() {
        return spec == null;
    }

    /// As the top bar names it: `demo · portfolio`, `orders · db.example.org`.
    public String title() {
        return spec == null ? "demo · portfolio" : title(spec);
    }

    /// Where it is, for a second line.
    public String where() {
        return spec == null ? "embedded PostgreSQL, nothing to install" : spec.url();
    }

    public StoreRequest request() {
        return spec == null
                ? new StoreRequest.Demo(access)
                : new StoreRequest.Server(spec, access, Passwords.none());
    }

    boolean isSamePlace(RecentStore other) {
        return spec == null ? other.spec == null : spec.equals(other.spec);
    }

    static String title(ConnectionSpec spec) {
        return spec.database() + " · " + (spec.isLoopback() ? "localhost:" + spec.port() : spec.host());
    }
}
