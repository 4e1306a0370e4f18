package dev.eventscope.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.EnvironmentPasswords;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.PgPassFile;

/// Stores that are named by a `postgresql://` URL.
///
/// Shape: the user is the one in the URL, else `PGUSER`, else the one who runs the program; the password comes from
///        `PGPASSWORD`, the password file, or `further`, in this order.
public final class StoreUrls implements StoreLocator {

    private final Map<String, String> environment;
    private final Passwords passwords;

    public StoreUrls(Map<String, String> environment, Path home, Passwords further) {
        this.environment = Map.copyOf(environment);
        this.passwords = new EnvironmentPasswords(this.environment).orElse(PgPassFile.ofUser(environment, home))
                .orElse(further);
    }

    @Override
    public Location locate(String store) {
        String user = environment.getOrDefault("PGUSER", System.getProperty("user.name"));
        try {
            return new Location(ConnectionSpec.parse(store, user), passwords);
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--store: " + e.getMessage());
        }
    }

    /// Asks the person at the console, without an echo; knows nothing where there is none.
    @SuppressWarnings("SystemConsoleNull") // null on a JDK that is told to use its old console
    static Optional<String> prompt(ConnectionSpec spec) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("Password of %s at %s: ", spec.user(), spec.host());
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
}
