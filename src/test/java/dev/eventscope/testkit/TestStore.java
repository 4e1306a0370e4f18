package dev.eventscope.testkit;

import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

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

    private OpenStore store;

    @Override
    public void beforeAll(ExtensionContext context) {
        store = open(TestServer.newStore(), Access.READ_WRITE);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        store.close();
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
