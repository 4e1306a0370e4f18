package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.portfolio.sync.ContentCache;
import dev.eventscope.portfolio.sync.ContentEvents;
import dev.eventscope.portfolio.sync.GitRemotes;
import dev.eventscope.portfolio.sync.SagaTrigger;
import dev.eventscope.portfolio.sync.SearchIndex;
import dev.eventscope.portfolio.sync.SyncSaga;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventReader;

/// The sync saga with all it works on, running. At most one of these at a time on one data folder.
final class SyncServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SyncServices.class);

    /// What the services work on and with.
    record Setting(Database database, EventReader reader, DemoFiles files, DemoState state, Clock clock) {}

    private final ContentCache cache = new ContentCache();
    private final GitRemotes remotes;
    private final SearchIndex index;
    private final SagaRunner runner;
    private final SagaTrigger trigger;

    SyncServices(Setting setting, Executor executor) {
        DemoFiles files = setting.files();
        this.remotes = new GitRemotes(files.remotes(), setting.state().repository(), setting.clock());
        this.index = new SearchIndex(files.index());
        SagaDefinition definition = new SyncSaga(new ContentEvents(setting.reader()), cache, remotes, index)
                .definition();
        this.trigger = new SagaTrigger(setting.database(), setting.reader(), definition, setting.state().start());
        this.runner = new SagaRunner(setting.database(), List.of(definition),
                "demo-" + ProcessHandle.current().pid(), setting.clock(), executor);
    }

    SagaTrigger trigger() {
        return trigger;
    }

    SearchIndex index() {
        return index;
    }

    void wake() {
        runner.wake();
    }

    @Override
    public void close() {
        trigger.close();
        runner.close();
        remotes.close();
        try {
            index.close();
        } catch (IOException e) {
            LOG.warn("search index: {}", e.getMessage());
        }
    }
}
