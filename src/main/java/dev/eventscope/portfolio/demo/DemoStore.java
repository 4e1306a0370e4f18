package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.embedded.DataFolder;
import dev.eventscope.store.embedded.EmbeddedServer;
import dev.eventscope.store.embedded.Lease;
import dev.eventscope.store.log.NativeLayout;
import dev.eventscope.store.log.Roles;
import dev.eventscope.store.log.Schema;

/// The embedded demo store, opened, and built where there is none.
///
/// Errors: [dev.eventscope.store.embedded.EmbeddedStoreFailed] for the server, [dev.eventscope.portfolio.git.ImportFailed]
///         for the repository, [DemoStoreFailed] for the rest; all say what to do.
/// Threads: safe from any thread and any number of processes; one builds, the others wait for it.
public final class DemoStore {

    private static final Duration BUILD_WAIT = Duration.ofMillis(250);

    private DemoStore() {}

    /// Starts the server and opens the store. Where there is none, or only a part of one, builds it first, from the Git
    /// checkout that holds `workingDir`, or from a small repository of our own where there is none.
    ///
    /// Shape: `progress` hears what a build is doing, a line at a time; nothing where the store is there.
    public static Demo open(DataFolder folder, @Nullable Path workingDir, Clock clock, Consumer<String> progress) {
        Lease lease = EmbeddedServer.start(folder);
        try {
            return open(lease, new DemoFiles(folder.path()), workingDir, clock, progress);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /// Deletes the demo store with its remotes and its index.
    ///
    /// Errors: [dev.eventscope.store.embedded.EmbeddedStoreFailed] of reason `IN_USE` where it is open anywhere.
    public static void reset(DataFolder folder) {
        EmbeddedServer.reset(folder);
        try {
            new DemoFiles(folder.path()).delete();
        } catch (IOException e) {
            throw broken(folder.path(), e);
        }
    }

    private static Demo open(Lease lease, DemoFiles files, @Nullable Path workingDir, Clock clock,
            Consumer<String> progress) {
        Passwords passwords = lease.passwords();
        try (Database database = Database.open(lease.spec(), Access.READ_WRITE, passwords)) {
            Schema.migrate(database);
            // Whoever acts on the demo acts in the operator's role, as everywhere.
            database.write(tx -> tx.update(Roles.script()));
        }
        OpenStore store = new Stores(List.of(new NativeLayout())).open(lease.spec(), Access.READ_WRITE, passwords,
                null);
        try {
            DemoState state = stateOf(store, files, workingDir, clock, progress);
            return new Demo(lease, store, files, state, clock);
        } catch (IOException e) {
            store.close();
            throw broken(files.folder(), e);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// The state of the store, built where it was not.
    static DemoState stateOf(OpenStore store, DemoFiles files, @Nullable Path workingDir, Clock clock,
            Consumer<String> progress) throws IOException {
        String storeId = storeId(store.database());
        Optional<DemoState> found = DemoState.read(files.state()).filter(state -> state.storeId().equals(storeId));
        if (found.isPresent() && found.get().built()) {
            return found.get();
        }
        try (FileGuard _ = guard(files.buildLock(), progress)) {
            DemoState state = DemoState.read(files.state()).filter(read -> read.storeId().equals(storeId)).orElse(null);
            if (state != null && state.built()) {
                return state;
            }
            if (state == null) {
                files.delete();
                state = SourceChoice.of(files, workingDir).begin(storeId);
                state.write(files.state());
            }
            return new DemoBuild(store.database(), store.reader(), files, clock, progress).run(state);
        }
    }

    private static FileGuard guard(Path file, Consumer<String> progress) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        boolean told = false;
        try {
            while (true) {
                Optional<FileGuard> taken = FileGuard.tryTake(file);
                if (taken.isPresent()) {
                    return taken.get();
                }
                if (!told) {
                    progress.accept("waiting for another process that is building the demo store");
                    told = true;
                }
                boolean _ = never.await(BUILD_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoStoreFailed("waiting for the demo store was interrupted", e);
        }
    }

    private static String storeId(Database database) {
        return database.read(tx -> tx.query("select store_id from eventscope.store_identity",
                row -> row.uuid("store_id").toString())).getFirst();
    }

    private static DemoStoreFailed broken(Path folder, IOException e) {
        return new DemoStoreFailed("the demo store in " + folder + " cannot be used (" + e.getMessage()
                + "): 'eventscope demo --reset' makes a new one", e);
    }
}
