package dev.eventscope.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;

import dev.eventscope.store.ConnectionSpec;

/// A folder for one trial, with programs that are unpacked once for all trials, and a few words of SQL.
record Trial(DataFolder folder) {

    private static final Path PROGRAMS = unpackOnce();

    static Trial in(Path temporary) throws IOException {
        Path path = Files.createDirectories(temporary.resolve("a folder of Ünsal's"));
        Files.createSymbolicLink(path.resolve("postgres"), PROGRAMS);
        return new Trial(new DataFolder(path, temporary.resolve("shared")));
    }

    /// With a store that was made and stopped before: a copy, since making one takes its time.
    static Trial withStore(Path temporary) throws IOException {
        Trial trial = in(temporary);
        copy(Made.STORE, trial.data().getParent());
        return trial;
    }

    Lease start() {
        return EmbeddedServer.start(folder);
    }

    Path data() {
        return folder.path().resolve("demo/data");
    }

    Optional<Postmaster> server() {
        try {
            return Postmaster.find(data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills the server as hard as can be.
    void kill() throws IOException {
        if (server().isPresent()) {
            ProcessHandle process = ProcessHandle.of(server().get().pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /// For the end of a test, however it went.
    void end() throws IOException {
        kill();
        Files.deleteIfExists(folder.path().resolve("postgres")); // the link, not the programs
    }

    /// The programs, unpacked once for a run of tests.
    static Binaries binaries() throws IOException {
        return Binaries.in(PROGRAMS);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static void run(Lease lease, String sql) throws SQLException {
        try (Connection connection = connect(lease); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(Lease lease, String sql) throws SQLException {
        try (Connection connection = connect(lease);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    static Connection connect(Lease lease) throws SQLException {
        return connect(lease.spec(), lease.passwords().find(lease.spec()).orElseThrow());
    }

    static Connection connect(ConnectionSpec spec, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + spec.host() + ":" + spec.port() + "/" + spec.database(), spec.user(), password);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path unpackOnce() {
        try {
            Path programs = folderForThisRun("programs");
            Folders.open(programs);
            Binaries.in(programs);
            return programs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folderForThisRun(String name) throws IOException {
        Path folder = Files.createTempDirectory("eventscope-" + name);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Made when the first test asks for it.
    private static final class Made {

        static final Path STORE = make();

        private static Path make() {
            try {
                Trial trial = in(folderForThisRun("store"));
                trial.start().close();
                return trial.data().getParent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
