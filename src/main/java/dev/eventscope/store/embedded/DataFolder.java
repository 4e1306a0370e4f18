package dev.eventscope.store.embedded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this user's data live. `shared` is where the server's files go instead where PostgreSQL has to run under another
/// account and that account may not enter `path` (root in a container without user namespaces).
public record DataFolder(Path path, Path shared) {

    private static final Path SHARED = Path.of("/var/lib/eventscope");

    public DataFolder {
        path = path.toAbsolutePath().normalize();
        shared = shared.toAbsolutePath().normalize();
    }

    public static DataFolder at(Path path) {
        return new DataFolder(path, SHARED);
    }

    /// The usual place: `$XDG_DATA_HOME/eventscope`, else `~/.local/share/eventscope`; `~/Library/Application Support` on
    /// macOS and `%LOCALAPPDATA%` on Windows.
    public static DataFolder ofUser(Map<String, String> environment, Path home, String osName) {
        return at(dataHome(environment, home, osName.toLowerCase(Locale.ROOT)).resolve("eventscope"));
    }

    private static Path dataHome(Map<String, String> environment, Path home, String osName) {
        Path xdg = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        if (xdg.isAbsolute()) { // the XDG specification: a relative one is to be ignored
            return xdg;
        }
        if (osName.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support");
        }
        if (osName.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return local.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(local);
        }
        return home.resolve(".local").resolve("share");
    }
}
