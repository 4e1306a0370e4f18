package dev.eventscope.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.eventscope.store.Passwords;
import dev.eventscope.store.PgPassFile;

/// The PostgreSQL 18 server of the demo store, on loopback, in the user's data folder.
///
/// Shape: the first lease, of whatever process, starts the server (and makes everything where there is nothing yet), later
///        ones share it, the last one stops it. Killed hard, it recovers at the next start.
/// Errors: [EmbeddedStoreFailed] says what is wrong and what to do.
/// Threads: safe from any thread and any number of processes; every call blocks, the first start for a few seconds.
public final class EmbeddedServer {

    /// The database that is there after a start.
    public static final String DATABASE = "eventscope";

    private EmbeddedServer() {}

    /// A lease on the running server. Whoever holds it closes it, at the end of the process at the latest.
    public static Lease start(DataFolder folder) {
        return start(folder, account());
    }

    static Lease start(DataFolder folder, Account account) {
        return guarded(folder.path(), () -> {
            Home home = Home.of(folder, account);
            try (FolderLock _ = FolderLock.take(home.lockFile(), FolderLock.PATIENCE)) {
                return start(home);
            }
        });
    }

    /// Deletes the demo store with its password; the next start makes a new one. The unpacked programs stay.
    ///
    /// Errors: [EmbeddedStoreFailed] of reason `IN_USE` where any lease is alive.
    public static void reset(DataFolder folder) {
        reset(folder, account());
    }

    static void reset(DataFolder folder, Account account) {
        guarded(folder.path(), () -> {
            Home home = Home.of(folder, account);
            try (FolderLock _ = FolderLock.take(home.lockFile(), FolderLock.PATIENCE)) {
                List<Long> users = home.clients().living();
                if (!users.isEmpty()) {
                    throw new EmbeddedStoreFailed(EmbeddedStoreFailed.Reason.IN_USE,
                            "the demo store is in use by process "
                                    + users.getFirst() + ": end it, then run `eventscope demo --reset` again",
                            null);
                }
                Cluster cluster = new Cluster(home);
                cluster.stop();
                cluster.delete();
            }
            return folder;
        });
    }

    /// The password of the demo server, found by its host and port. Knows nothing where there is no demo store.
    public static Passwords passwords(DataFolder folder) {
        return spec -> Home.passwordFiles(folder).filter(Files::exists)
                .map(file -> PgPassFile.at(file).find(spec)).flatMap(Optional::stream).findFirst();
    }

    /// Starts a server that has died, on the address by which its users know it; answers whether it had.
    static boolean revive(Home home, Credentials known) {
        return guarded(home.path(), () -> {
            Cluster cluster = new Cluster(home);
            if (isThere(cluster, known)) { // asked often: without the lock
                return false;
            }
            try (FolderLock _ = FolderLock.take(home.lockFile(), FolderLock.PATIENCE)) {
                if (isThere(cluster, known)) {
                    return false;
                }
                if (!Files.exists(home.data())) {
                    throw EmbeddedStoreFailed.damaged(home.path(), "its data are gone", null);
                }
                ServerAnswer.awaitWith(DATABASE, cluster.run(), home);
                return isThere(cluster, known);
            }
        });
    }

    private static boolean isThere(Cluster cluster, Credentials known) throws IOException {
        Optional<Postmaster> running = cluster.running();
        if (running.isPresent() && running.get().port() != known.port()) {
            throw new EmbeddedStoreFailed(EmbeddedStoreFailed.Reason.IN_USE, "its port " + known.port()
                    + " belongs to another program by now, so it was started on port " + running.get().port()
                    + ": start this program again", null);
        }
        return running.isPresent();
    }

    private static Lease start(Home home) throws IOException {
        Cluster cluster = new Cluster(home);
        boolean found = cluster.running().isPresent();
        Credentials credentials = cluster.run();
        try {
            ServerAnswer.awaitWith(DATABASE, credentials, home);
            return new Lease(home, credentials, home.clients().join());
        } catch (IOException | RuntimeException e) {
            if (!found) {
                cluster.stop();
            }
            throw e;
        }
    }

    private static Account account() {
        return Account.choose("root".equals(System.getProperty("user.name")));
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    private static <T> T guarded(Path path, FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw EmbeddedStoreFailed.of(path, e);
        } catch (UncheckedIOException | DirectoryIteratorException e) {
            throw EmbeddedStoreFailed.of(path, e.getCause() instanceof IOException io ? io : new IOException(e));
        }
    }
}
