package dev.eventscope.saga;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

/// A runner in a process of its own, to be killed, stopped and continued.
///
/// Shape: `PORT DATABASE NAME LEASE_MS KIND`; says `ready`, and `at …` where a test waits for it.
public final class RunnerMain {

    /// What such a runner works on, and where it stays for ever.
    enum Kind {
        NOWHERE, BEFORE_THE_ACTION, AFTER_THE_ACTION, CARELESS_AFTER_THE_ACTION,
        /// Until its lease is lost, in the first attempt.
        UNTIL_LOST,
        /// Pushes, and stays in the middle of its third push for ever.
        IN_A_PUSH,
        /// Pushes.
        PUSHES
    }

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private RunnerMain() {}

    static ChildProcess start(Path log, TestStore store, String name, Duration lease, Kind kind) {
        ConnectionSpec spec = store.spec();
        return ChildProcess.start(log, RunnerMain.class, Integer.toString(spec.port()), spec.database(), name,
                Long.toString(lease.toMillis()), kind.name());
    }

    public static void main(String[] arguments) throws InterruptedException {
        ChildProcess.endWithParent();
        Database store = Database.open(new ConnectionSpec("localhost", Integer.parseInt(arguments[0]), arguments[1],
                "postgres", ConnectionSpec.TlsMode.DISABLE), Access.READ_WRITE, Passwords.none());
        Kind kind = Kind.valueOf(arguments[4]);
        SagaRunner.Timing timing = new SagaRunner.Timing(Duration.ofMillis(20), Duration.ofMillis(50),
                Duration.ofMillis(Long.parseLong(arguments[3])), Duration.ofSeconds(10));
        SagaRunner _ = new SagaRunner(store, definitions(kind, store, arguments[2]),
                RunnerSetting.of(arguments[2], Clock.systemUTC()).withAround(around(kind, store)),
                Executors.newCachedThreadPool(), timing);
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static List<SagaDefinition> definitions(Kind kind, Database store, String name) {
        return switch (kind) {
            case IN_A_PUSH -> List.of(new Pushes(store, name, 3).definition());
            case PUSHES -> List.of(new Pushes(store, name, 0).definition());
            default -> new OneStepSagas(store, kind == Kind.CARELESS_AFTER_THE_ACTION).definitions();
        };
    }

    private static StepAround around(Kind kind, Database store) {
        return (context, action) -> {
            if (kind == Kind.BEFORE_THE_ACTION) {
                stay(context.sagaId());
            }
            if (kind == Kind.UNTIL_LOST && context.attempt() == 1) {
                System.out.println("at " + context.sagaId());
                stayUntilLost(store, context);
            }
            action.run(context);
            if (kind == Kind.AFTER_THE_ACTION || kind == Kind.CARELESS_AFTER_THE_ACTION) {
                stay(context.sagaId());
            }
        };
    }

    static void stay(String where) throws InterruptedException {
        System.out.println("at " + where);
        NEVER.await();
    }

    /// Every second saga's action is deaf: no interrupt ends it. Between two looks it waits for what never comes.
    private static void stayUntilLost(Database store, StepContext context) throws InterruptedException {
        boolean deaf = context.sagaId().hashCode() % 2 == 0;
        while (isHeld(store, context)) {
            try {
                NEVER.await(5, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                if (!deaf) {
                    throw e;
                }
            }
        }
    }

    private static boolean isHeld(Database store, StepContext context) {
        return !store.<List<Integer>>read(tx -> tx.query("""
                select 1 as one from eventscope.saga_step
                where saga_id = ? and no = ? and status = 'running' and lease_token = ?""", row -> row.intValue("one"),
                context.sagaId(), context.no(), context.fencingToken())).isEmpty();
    }
}
