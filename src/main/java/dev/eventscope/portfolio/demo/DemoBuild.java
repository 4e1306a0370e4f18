package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.portfolio.git.GitImport;
import dev.eventscope.portfolio.sync.ContentEvents;
import dev.eventscope.portfolio.sync.GitRemotes;
import dev.eventscope.portfolio.sync.SyncRequest;
import dev.eventscope.portfolio.sync.TopFolder;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Writer;
import dev.eventscope.telemetry.StoreTelemetry;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.telemetry.TelemetrySetting;

/// Fills an empty native store: history, remotes, the newest sagas run to their end. Each part finds what an interrupted
/// build left and goes on from there.
final class DemoBuild {

    /// So many of the newest commits get a saga.
    static final int SAGAS = 200;

    private static final String IMPORTER_NODE = "importer";
    private static final String SYNC_REQUESTED = "SyncRequested";
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_PER_LINE = 10;

    private final Database database;
    private final EventReader reader;
    private final DemoFiles files;
    private final Clock clock;
    private final Consumer<String> progress;

    DemoBuild(Database database, EventReader reader, DemoFiles files, Clock clock, Consumer<String> progress) {
        this.database = database;
        this.reader = reader;
        this.files = files;
        this.clock = clock;
        this.progress = progress;
    }

    /// Answers the state of a store that is built; it is also in the file then.
    DemoState run(DemoState begun) throws IOException {
        DemoState planned;
        try (ExecutorService executor = Executors.newCachedThreadPool();
                StoreTelemetry telemetry = StoreTelemetry.start(database,
                        TelemetrySetting.of("eventscope-demo", clock, Map.of()), executor)) {
            importHistory(begun, telemetry);
            List<RecordedEvent> requests = newestRequests();
            planned = plan(begun, requests);
            planned.write(files.state());
            runSagas(planned, requests, telemetry, executor);
        }
        DemoState done = planned.done();
        done.write(files.state());
        return done;
    }

    private void importHistory(DemoState state, Telemetry telemetry) {
        progress.accept("importing the Git history of " + state.repository());
        Writer importer = Writer.node(IMPORTER_NODE).watchedBy(telemetry.appends());
        new GitImport(database.writingAs(importer)).run(state.repository(), state.tip(), (done, total) -> progress
                .accept("imported " + done.commits() + " of " + total + " commits, " + done.events() + " events"));
    }

    /// Oldest first.
    private List<RecordedEvent> newestRequests() {
        return reader.readEvents(EventQuery.backward(EventScope.type(SYNC_REQUESTED), SAGAS)).reversed();
    }

    private DemoState plan(DemoState state, List<RecordedEvent> requests) throws IOException {
        Map<TopFolder, Integer> touched = new TreeMap<>();
        ContentEvents content = new ContentEvents(reader);
        for (RecordedEvent request : requests) {
            Cancellation.check();
            content.folders(SyncRequest.of(request)).forEach(folder -> touched.merge(folder, 1, Integer::sum));
        }
        if (touched.isEmpty()) {
            return state.planned("", start(requests));
        }
        String missing = MissingRemote.choose(touched, requests.size()).name();
        progress.accept("making " + (touched.size() - 1) + " Git remotes; the one of '" + missing
                + "' is missing on purpose");
        try (GitRemotes remotes = new GitRemotes(files.remotes(), state.repository(), clock)) {
            for (TopFolder folder : touched.keySet()) {
                if (!folder.name().equals(missing)) {
                    remotes.create(folder);
                }
            }
        }
        return state.planned(missing, start(requests));
    }

    private static long start(List<RecordedEvent> requests) {
        return requests.isEmpty() ? 0 : requests.getFirst().header().order().position() - 1;
    }

    private void runSagas(DemoState state, List<RecordedEvent> requests, Telemetry telemetry, Executor executor) {
        if (requests.isEmpty()) {
            return;
        }
        long last = requests.getLast().header().order().position();
        SyncServices.Setting setting = new SyncServices.Setting(database, reader, files, state, clock);
        try (SyncServices services = new SyncServices(setting, telemetry, executor)) {
            CountDownLatch never = new CountDownLatch(1);
            int looks = 0;
            while (!isDone(services, last)) {
                Cancellation.check();
                if (looks++ % LOOKS_PER_LINE == 0) {
                    progress.accept("running sync sagas: " + ended() + " of " + requests.size() + " have ended");
                }
                boolean _ = never.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoStoreFailed("building the demo store was interrupted: start again, it goes on from here", e);
        }
    }

    private boolean isDone(SyncServices services, long last) {
        if (!services.trigger().hasReached(last)) {
            int started = services.trigger().runOnce();
            if (started > 0) {
                services.wake();
            }
        }
        return services.trigger().hasReached(last) && atWork() == 0;
    }

    private long atWork() {
        Map<SagaStatus, Long> counts = new SagaReader(database).counts();
        return counts.getOrDefault(SagaStatus.RUNNING, 0L) + counts.getOrDefault(SagaStatus.WAITING, 0L)
                + counts.getOrDefault(SagaStatus.COMPENSATING, 0L);
    }

    private long ended() {
        return new SagaReader(database).counts().values().stream().mapToLong(Long::longValue).sum() - atWork();
    }
}
