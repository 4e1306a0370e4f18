package dev.eventscope.portfolio.sync;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import dev.eventscope.portfolio.git.IsolatedConfig;
import dev.eventscope.saga.RunnerSetting;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.OpenStore;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

/// The runner of the sync saga in a process of its own, to be killed.
///
/// Shape: `PORT DATABASE FOLDER`, where the folder has `remotes` and `checkout`; says `pushing SAGA` before each push. With
///        a fourth argument, [#HOLD], it says `pushed SAGA` after one, and never comes to record it.
public final class SyncRunnerMain {

    static final String HOLD = "hold";

    private SyncRunnerMain() {}

    public static void main(String[] arguments) throws Exception {
        ChildProcess.endWithParent();
        IsolatedConfig.install();
        OpenStore store = TestStore.open(new ConnectionSpec("localhost", Integer.parseInt(arguments[0]), arguments[1],
                "postgres", ConnectionSpec.TlsMode.DISABLE), Access.READ_WRITE);
        Path folder = Path.of(arguments[2]);
        SyncSaga sync = new SyncSaga(new ContentEvents(store.reader()), new ContentCache(),
                new GitRemotes(folder.resolve("remotes"), folder.resolve("checkout"), Clock.systemUTC()),
                new SearchIndex(folder.resolve("doomed-index")));
        RunnerSetting setting = RunnerSetting.of("doomed", Clock.systemUTC()).withAround((context, action) -> {
            if (context.step().equals("git")) {
                System.out.println("pushing " + context.sagaId());
            }
            action.run(context);
            if (context.step().equals("git") && arguments.length > 3) {
                System.out.println("pushed " + context.sagaId());
                new CountDownLatch(1).await();
            }
        });
        SagaRunner _ = new SagaRunner(store.database(), List.of(sync.definition()), setting,
                Executors.newCachedThreadPool());
        Thread.currentThread().join();
    }
}
