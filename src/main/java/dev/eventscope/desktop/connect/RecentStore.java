package dev.eventscope.desktop.connect;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

/// A store that was open before. Never with a password.
///
/// Shape: `spec` is absent for the demo store. `production` is a person's tick: acting on it asks for its name.
///        `profile` is the path of the team's profile, absent where there is none.
public record RecentStore(@Nullable ConnectionSpec spec, boolean production, @Nullable String profile,
        Instant lastAt) {

    public RecentStore(@Nullable ConnectionSpec spec, boolean production, Instant lastAt) {
        this(spec, production, null, lastAt);
    }

    /// The same with the file of the team's profile.
    RecentStore seenBy(@Nullable String newProfile) {
        return new RecentStore(spec, production, newProfile, lastAt);
    }

    static RecentStore of(StoreRequest request, boolean production, Instant now) {
        return switch (request) {
            case StoreRequest.Demo _ -> new RecentStore(null, false, now);
            case StoreRequest.Server server -> new RecentStore(server.spec(), production, now);
        };
    }

    public boolean isDemo() {
        return spec == null;
    }

    /// As the top bar names it: `demo · portfolio`, `orders · db.example.org`.
    public String title() {
        return spec == null ? "demo · portfolio" : title(spec);
    }

    /// Where it is, for everybody who can reach it: `demo`, `postgresql://db:5432/orders`.
    public String address() {
        if (spec == null) {
            return "demo";
        }
        String host = spec.host().contains(":") ? "[" + spec.host() + "]" : spec.host();
        return "postgresql://" + host + ":" + spec.port() + "/" + spec.database();
    }

    /// Where it is and whose profile it is seen by, for a second line.
    public String where() {
        String place = spec == null ? "embedded PostgreSQL, nothing to install" : spec.url();
        return profile == null ? place : place + ", seen by " + Path.of(profile).getFileName();
    }

    public StoreRequest request() {
        return spec == null
                ? new StoreRequest.Demo(Access.READ_ONLY)
                : new StoreRequest.Server(spec, Access.READ_ONLY, Passwords.none(), production);
    }

    boolean isSamePlace(RecentStore other) {
        return spec == null ? other.spec == null : spec.equals(other.spec);
    }

    /// Whether it is the same database, whoever asks and however the way there is protected.
    boolean isAt(ConnectionSpec other) {
        return spec != null && spec.host().equalsIgnoreCase(other.host()) && spec.port() == other.port()
                && spec.database().equals(other.database());
    }

    static String title(ConnectionSpec spec) {
        return spec.database() + " · " + (spec.isLoopback() ? "localhost:" + spec.port() : spec.host());
    }
}
