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
import dev.eventscope.saga.RunnerSetting;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.TracedSteps;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.Writer;
import dev.eventscope.telemetry.Telemetry;

/// The sync saga with all it works on, running. At most one of these at a time on one data folder.
final class SyncServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SyncServices.class);

    /// What the services work on and with.
    record Setting(Database database, EventReader reader, DemoFiles files, DemoState state, Clock clock) {

        /// The database, written to by one node.
        Database as(String node, Telemetry telemetry) {
            return database.writingAs(Writer.node(node).watchedBy(telemetry.appends()));
        }
    }

    private static final String TRIGGER_NODE = "trigger";
    /// Two that share the work, as two machines would: what one of them does, the other does not know of.
    private static final List<String> RUNNER_NODES = List.of("runner-a", "runner-b");

    private final ContentCache cache = new ContentCache();
    private final GitRemotes remotes;
    private final SearchIndex index;
    private final List<SagaRunner> runners;
    private final SagaTrigger trigger;

    SyncServices(Setting setting, Telemetry telemetry, Executor executor) {
        DemoFiles files = setting.files();
        this.remotes = new GitRemotes(files.remotes(), setting.state().repository(), setting.clock());
        this.index = new SearchIndex(files.index());
        SagaDefinition definition = new SyncSaga(new ContentEvents(setting.reader()), cache, remotes, index)
                .definition();
        this.trigger = new SagaTrigger(setting.as(TRIGGER_NODE, telemetry), setting.reader(), definition,
                setting.state().start(), telemetry);
        this.runners = RUNNER_NODES.stream().map(node -> new SagaRunner(setting.as(node, telemetry),
                List.of(definition), RunnerSetting.of(node + "-" + ProcessHandle.current().pid(), setting.clock())
                        .withAround(new TracedSteps(telemetry, setting.reader())),
                executor)).toList();
    }

    SagaTrigger trigger() {
        return trigger;
    }

    SearchIndex index() {
        return index;
    }

    void wake() {
        runners.forEach(SagaRunner::wake);
    }

    @Override
    public void close() {
        trigger.close();
        runners.forEach(SagaRunner::close);
        remotes.close();
        try {
            index.close();
        } catch (IOException e) {
            LOG.warn("search index: {}", e.getMessage());
        }
    }
}
