package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/// The files of the embedded store:
///
///     demo.lock             the right to start and stop
///     postgres/<version>/   the programs
///     demo/data             the cluster
///     demo/pgpass           port and password, mode 0600
///     demo/clients/         who uses the server
///     demo/server.log       what the server says
record Home(Path path, Account account) {

    private static final String PASSWORD_FILE = "demo/pgpass";

    /// Makes the folder where there is none, for its owner only.
    static Home of(DataFolder folder, Account account) throws IOException {
        makePrivate(folder.path());
        if (account.enters(folder.path())) {
            return new Home(folder.path(), account);
        }
        Path shared = sharedPath(folder);
        Files.createDirectories(shared);
        Folders.open(folder.shared());
        Folders.open(shared);
        return new Home(shared, account);
    }

    /// Where the password file may be, without asking which account is used.
    static Stream<Path> passwordFiles(DataFolder folder) {
        return Stream.of(folder.path(), sharedPath(folder)).map(path -> path.resolve(PASSWORD_FILE));
    }

    Path lockFile() {
        return path.resolve("demo.lock");
    }

    Path demo() {
        return path.resolve("demo");
    }

    Path data() {
        return demo().resolve("data");
    }

    Path passwordFile() {
        return path.resolve(PASSWORD_FILE);
    }

    ServerLog log() {
        return new ServerLog(demo().resolve("server.log"));
    }

    Clients clients() {
        return new Clients(demo().resolve("clients"));
    }

    Binaries binaries() throws IOException {
        Path parent = path.resolve("postgres");
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            Folders.open(parent);
        }
        return Binaries.in(parent);
    }

    /// The folder of the cluster, which another account may pass through but not list.
    void makeDemo() throws IOException {
        Files.createDirectories(demo());
        Folders.mode(demo(), account instanceof Account.Other ? "rwx--x--x" : "rwx------");
    }

    private static void makePrivate(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Folders.mode(path, "rwx------");
        }
    }

    private static Path sharedPath(DataFolder folder) {
        byte[] name = folder.path().toString().getBytes(StandardCharsets.UTF_8);
        return folder.shared().resolve(UUID.nameUUIDFromBytes(name).toString());
    }
}
