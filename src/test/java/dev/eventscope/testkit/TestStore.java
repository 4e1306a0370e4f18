package dev.eventscope.testkit;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.NativeLayout;

/// A native store of its own for a test class, on a real PostgreSQL.
///
///     @RegisterExtension
///     static final TestStore STORE = new TestStore();
public final class TestStore implements BeforeAllCallback, AfterAllCallback {

    private static final int SESSIONS = 8;

    private OpenStore store;
    private boolean pooled;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        pooled = context.getRequiredTestClass().isAnnotationPresent(Pooled.class);
        ConnectionSpec spec = TestServer.newStore();
        if (pooled) {
            Database database = connect(spec);
            NativeLayout layout = new NativeLayout();
            store = new OpenStore(database, layout, layout.open(database));
        } else {
            store = open(spec, Access.READ_WRITE);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        store.close();
        for (AutoCloseable each : opened) {
            each.close();
        }
        opened.clear();
    }

    /// Opens a database as this store's own is opened: behind a pooler in a class that is [Pooled].
    public Database connect(ConnectionSpec spec) {
        if (!pooled) {
            return Database.open(spec, Access.READ_WRITE, Passwords.none());
        }
        try {
            PGSimpleDataSource sessions = new PGSimpleDataSource();
            sessions.setUrl("jdbc:postgresql://" + spec.host() + ":" + spec.port() + "/" + spec.database());
            sessions.setUser(spec.user());
            sessions.setSslMode(spec.tls().parameter());
            TransactionPooler pooler = new TransactionPooler(sessions, SESSIONS);
            opened.add(pooler);
            return Database.over(spec, Access.READ_WRITE, pooler);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Opens a store on the test server as users do.
    public static OpenStore open(ConnectionSpec spec, Access access) {
        return new Stores(List.of(new NativeLayout())).open(spec, access, Passwords.none(), null);
    }

    public OpenStore store() {
        return store;
    }

    public ConnectionSpec spec() {
        return store.database().spec();
    }

    public Database database() {
        return store.database();
    }

    public EventReader reader() {
        return store.reader();
    }

    public EventAppender appender() {
        return new EventAppender(store.database());
    }

    /// Runs SQL outside a transaction of ours, for tests that set a scene or break something.
    public void execute(String sql) {
        TestServer.execute(store.database(), sql);
    }
}
