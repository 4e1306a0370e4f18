package dev.eventscope.desktop.saga;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.testkit.TestStore;

/// The store of a test class with a runner of sagas on it, which ends before the store is closed.
///
///     @RegisterExtension
///     static final RunningSagas RUNNING = new RunningSagas();
///     private static final TestStore STORE = RUNNING.store();
final class RunningSagas implements BeforeAllCallback, AfterAllCallback {

    private final TestStore store = new TestStore();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable SagaRunner runner;

    TestStore store() {
        return store;
    }

    /// Begins to run these; once in a class.
    void run(List<SagaDefinition> sagas) {
        runner = new SagaRunner(store.database(), sagas, "desk", Clock.systemUTC(), threads);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (runner != null) {
            runner.close();
        }
        threads.shutdownNow();
        store.afterAll(context);
    }
}
