package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.PgPassFile;

/// The right to find the embedded server running. While any process has a lease, the server stays; the last one to close
/// stops it. The lease of a process that dies counts no longer.
///
/// Threads: safe from any thread.
public final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final Home home;
    private final Credentials credentials;
    private final Clients.Client client;
    private boolean closed;

    Lease(Home home, Credentials credentials, Clients.Client client) {
        this.home = home;
        this.credentials = credentials;
        this.client = client;
    }

    /// How to reach a database of the server, as its superuser.
    public ConnectionSpec spec(String database) {
        return credentials.spec(database);
    }

    /// How to reach [EmbeddedServer#DATABASE].
    public ConnectionSpec spec() {
        return spec(EmbeddedServer.DATABASE);
    }

    public Passwords passwords() {
        return PgPassFile.at(pgpassFile());
    }

    /// The file that `psql` can be pointed to by `PGPASSFILE`.
    public Path pgpassFile() {
        return home.passwordFile();
    }

    public Path serverLog() {
        return home.log().file();
    }

    /// Starts the server again where it has died, with all that was acknowledged; answers whether it had.
    ///
    /// Shape: cheap while it lives, and meant to be asked every second. Of several processes one starts it.
    /// Errors: [EmbeddedStoreFailed], also where its port belongs to another program by now.
    public synchronized boolean revive() {
        return !closed && EmbeddedServer.revive(home, credentials);
    }

    /// Stops the server where nobody else uses it. Waits for it; a second call waits for the first and does nothing.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted(); // an interrupted thread could neither lock nor wait
        try (FolderLock _ = FolderLock.take(home.lockFile(), FolderLock.PATIENCE)) {
            client.leave();
            if (home.clients().living().isEmpty()) {
                new Cluster(home).stop();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("stopping the demo store: {}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
