package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose rights the server's programs run with: PostgreSQL refuses to run as root.
sealed interface Account {

    /// Nothing to do: this process is not root.
    record Own() implements Account {}

    /// Root seen as nobody, in a user namespace of its own. On disk the files belong to root.
    record UserNamespace() implements Account {}

    /// An unprivileged account that owns the server's files. `prefix` comes before each command.
    record Other(String name, List<String> prefix) implements Account {}

    /// The best that works here. Asks by doing: containers refuse some of these.
    static Account choose(boolean root) {
        if (!root) {
            return new Own();
        }
        // `id -un` fails where the namespace's uid has no name; initdb would too
        if (Programs.succeed(List.of("unshare", "-U", "id", "-un"))) {
            return new UserNamespace();
        }
        return other("nobody").orElseThrow(() -> EmbeddedStoreFailed.cannotRun(
                "it refuses to run as root, and neither a user namespace nor the account 'nobody' can be used", null));
    }

    static Optional<Account> other(String name) {
        return Stream
                .of(List.of("runuser", "-u", name, "--"),
                        List.of("su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\""))
                .<Account>map(prefix -> new Other(name, prefix))
                .filter(account -> Programs.succeed(account.command(List.of("true")))).findFirst();
    }

    default List<String> command(List<String> program) {
        return switch (this) {
            case Own() -> program;
            case UserNamespace() -> Stream.concat(Stream.of("unshare", "-U"), program.stream()).toList();
            case Other(String _, List<String> prefix) -> Stream.concat(prefix.stream(), program.stream()).toList();
        };
    }

    /// Whether programs of this account can reach a folder.
    default boolean enters(Path folder) {
        return !(this instanceof Other) || Programs.succeed(command(List.of("test", "-x", folder.toString())));
    }

    /// Hands a file or a whole folder to the account, where it belongs to somebody else.
    default void own(Path path) throws IOException {
        switch (this) {
            case Own() -> {
            }
            case UserNamespace() -> hand(path, "root");
            case Other(String name, List<String> _) -> hand(path, name);
        }
    }

    private static void hand(Path path, String name) throws IOException {
        UserPrincipal owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        if (Files.getOwner(path).equals(owner)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.setOwner(each, owner);
            }
        }
    }
}
