package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.eventscope.desktop.audit.AuditPane;
import dev.eventscope.desktop.browse.BrowsePane;
import dev.eventscope.desktop.causation.CausationPane;
import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.replay.ReplayPane;
import dev.eventscope.desktop.saga.SagaPane;
import dev.eventscope.desktop.timeline.TimelinePane;
import dev.eventscope.desktop.upcast.TeamCode;
import dev.eventscope.desktop.upcast.UpcastPane;
import dev.eventscope.desktop.workspace.Arming;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.saga.OperatorRole;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

/// What a whole window is made of in a test: every view, on one store, acting as the program does.
final class WholeWindow implements AutoCloseable {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<Database> acting = new ArrayList<>();

    /// Other stores than `spec` cannot be reached.
    Parts parts(ConnectionSpec spec, Path config) {
        return new Parts(Clock.systemUTC(), (request, _) -> open(spec, request), List.of(BrowsePane::new,
                TimelinePane::new, CausationPane::new,
                frame -> new ReplayPane(frame, session -> new Replay(session.reader(),
                        Folds.of("native", Folds.installedReducers(), Upcasts.none()))),
                frame -> new UpcastPane(frame, workers, TeamCode.NONE),
                frame -> new SagaPane(frame, this::act, "ines"), AuditPane::new), config, spec.user());
    }

    @Override
    public void close() {
        acting.forEach(Database::close);
        workers.shutdownNow();
    }

    private static OpenStore open(ConnectionSpec spec, StoreRequest request) {
        if (request instanceof StoreRequest.Server server && server.spec().equals(spec)) {
            return TestStore.open(spec, Access.READ_ONLY);
        }
        throw new StoreUnreachable("no connection: this test knows one store", null);
    }

    private synchronized Optional<Database> act(Session session) {
        if (acting.isEmpty()) {
            acting.add(Database.open(session.store().database().spec(), Access.READ_WRITE, Passwords.none()));
        }
        return Optional.of(OperatorRole.acting(acting.getFirst(), "ines", Arming.SPAN));
    }
}
