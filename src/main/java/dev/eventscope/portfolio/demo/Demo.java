package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import dev.eventscope.portfolio.sync.GitRemotes;
import dev.eventscope.portfolio.sync.TopFolder;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.embedded.Lease;
import dev.eventscope.store.log.NativeLayout;

/// The demo store, open: the server runs as long as this is not closed.
///
/// Threads: safe from any thread.
public final class Demo implements AutoCloseable {

    private final Lease lease;
    private final OpenStore store;
    private final DemoFiles files;
    private final DemoState state;
    private final Clock clock;

    Demo(Lease lease, OpenStore store, DemoFiles files, DemoState state, Clock clock) {
        this.lease = lease;
        this.store = store;
        this.files = files;
        this.state = state;
        this.clock = clock;
    }

    public ConnectionSpec spec() {
        return lease.spec();
    }

    public Passwords passwords() {
        return lease.passwords();
    }

    /// The file of mode 0600 that `psql` can be pointed to by `PGPASSFILE`.
    public Path pgpassFile() {
        return lease.pgpassFile();
    }

    /// Opens the store once more, for a reader or a writer of its own; the caller closes it.
    public OpenStore openStore(Access access) {
        return new Stores(List.of(new NativeLayout())).open(spec(), access, passwords(), null);
    }

    /// The repository whose history this is.
    public Path repository() {
        return state.repository();
    }

    /// The top-level folder whose remote is missing at first; empty where the history touches no file.
    public String missingRemote() {
        return state.missing();
    }

    /// Starts what turns requests into sagas, runs their steps and, where a broker is named, relays events to it. The
    /// caller closes it before this.
    ///
    /// Shape: `environment` may name a collector of traces, as `OTEL_EXPORTER_OTLP_ENDPOINT`.
    public DemoServices startServices(Executor executor, Map<String, String> environment, @Nullable String kafka) {
        return DemoServices.start(new ServerGuard(lease, clock),
                new SyncServices.Setting(store.database(), store.reader(), files, state, clock), environment, executor,
                kafka);
    }

    /// Makes the missing remote; does nothing where it is there. What failed for want of it is to be re-driven then.
    public void repair() {
        if (state.missing().isEmpty()) {
            return;
        }
        try (GitRemotes remotes = new GitRemotes(files.remotes(), state.repository(), clock)) {
            remotes.create(new TopFolder(state.missing()));
        } catch (IOException e) {
            throw new DemoStoreFailed("the remote of '" + state.missing() + "' cannot be made in " + files.remotes()
                    + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
        lease.close();
    }
}
