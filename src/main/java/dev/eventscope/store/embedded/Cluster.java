package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The database cluster on disk and its server: made, started, stopped, deleted.
///
/// Shape: made beside and moved into place, so a `data` folder is always whole. `pg_ctl` starts the server in a session
///        of its own: neither Ctrl+C nor the end of this process reaches it.
/// Threads: every call under the [FolderLock].
final class Cluster {

    private static final Duration MAKING = Duration.ofMinutes(3);
    /// Recovery after a hard end may have much to do.
    private static final Duration STARTING = Duration.ofMinutes(5);
    private static final Duration STOPPING = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int ATTEMPTS = 30;

    private static final String SETTINGS_FILE = "eventscope.conf";
    private final Home home;

    Cluster(Home home) {
        this.home = home;
    }

    /// The server's address: the one that runs, else one that is started, on a new cluster where there is none.
    Credentials run() throws IOException {
        home.makeDemo();
        home.log().open(home.account());
        if (!Files.exists(home.data())) {
            make();
        }
        Credentials credentials = Credentials.read(home);
        Optional<Postmaster> running = running();
        return running.isPresent() ? new Credentials(running.get().port(), credentials.password()) : start(credentials);
    }

    Optional<Postmaster> running() throws IOException {
        return Postmaster.find(home.data());
    }

    void stop() throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            Optional<Postmaster> running = running();
            if (running.isEmpty()) {
                return;
            }
            pgCtl(STOPPING, "stop", "-m", mode);
        }
        if (running().isPresent()) {
            throw new EmbeddedStoreFailed(EmbeddedStoreFailed.Reason.IN_USE, "the server of the demo store (process "
                    + running().map(Postmaster::pid).orElse(0L) + ") does not stop: end it and try again", null);
        }
    }

    /// Deletes the cluster, its password and its log.
    void delete() throws IOException {
        Path gone = home.path().resolve("demo.gone");
        Folders.delete(gone);
        if (Files.exists(home.demo())) {
            Files.move(home.demo(), gone, StandardCopyOption.ATOMIC_MOVE); // half a cluster must not look like one
            Folders.delete(gone);
        }
    }

    private void make() throws IOException {
        Folders.deleteMatching(home.demo(), "data.new-");
        Credentials credentials = Credentials.generate();
        Path secret = home.demo().resolve("initial-password");
        Path fresh = Files.createTempDirectory(home.demo(), "data.new-");
        try {
            home.account().own(fresh);
            Folders.writePrivate(secret, credentials.password());
            home.account().own(secret);
            initialize(fresh, secret);
            Files.writeString(fresh.resolve("postgresql.conf"), "include '" + SETTINGS_FILE + "'\n",
                    StandardOpenOption.APPEND);
            credentials.write(home.passwordFile());
            Files.move(fresh, home.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Folders.delete(fresh);
            throw e;
        } finally {
            Files.deleteIfExists(secret);
        }
    }

    private void initialize(Path fresh, Path secret) throws IOException {
        long since = home.log().size();
        List<String> initdb = List.of(home.binaries().program("initdb"), "-D", fresh.toString(), "-U", Credentials.USER,
                "--auth=scram-sha-256", "--pwfile=" + secret, "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
        if (Programs.run(home.account().command(initdb), home.log().file(), MAKING) != 0) {
            throw home.log().failure(home.path(), since);
        }
    }

    private Credentials start(Credentials wanted) throws IOException {
        home.account().own(home.data());
        for (int attempt = 1;; attempt++) {
            Credentials credentials = wanted.onFreePort();
            configure(credentials);
            Files.deleteIfExists(Postmaster.pidFile(home.data())); // of a server that is dead
            long since = home.log().size();
            pgCtl(STARTING, "start", "-l", home.log().file().toString());
            if (running().isPresent()) {
                return credentials;
            }
            if (attempt == ATTEMPTS || !home.log().isPassing(since)) {
                throw home.log().failure(home.path(), since);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void configure(Credentials credentials) throws IOException {
        Path settings = home.data().resolve(SETTINGS_FILE);
        Folders.writePrivate(settings, settings(credentials.port()));
        home.account().own(settings);
        credentials.write(home.passwordFile());
    }

    private static String settings(int port) {
        return """
                # Written by Eventscope at each start. For settings of your own: alter system set ...
                port = %d
                listen_addresses = '%s'
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                # what is acknowledged is on disk
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                shared_buffers = 128MB
                # logical decoding may come later
                wal_level = logical
                max_prepared_transactions = 8
                timezone = 'UTC'
                log_timezone = 'UTC'
                # no values of rows and no statements in the log
                log_error_verbosity = terse
                log_min_error_statement = panic
                """.formatted(port, Credentials.HOST);
    }

    /// Runs `pg_ctl` and waits for what it does. Its exit code says less than a look at the server afterwards.
    private void pgCtl(Duration patience, String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.binaries().program("pg_ctl"), "-D", home.data().toString(),
                "-s", "-w", "-t", Long.toString(patience.toSeconds())));
        command.addAll(List.of(what));
        Programs.run(home.account().command(command), home.log().file(), patience.plus(STOPPING));
    }
}
