package dev.eventscope.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.eventscope.event.Json;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;

/// P12: a runner that drives sagas of empty steps to their end, beside the durable commits without which no step could be
/// known to have begun and ended; in a database of its own.
public final class SagaStepsBench {

    private static final int SAGAS = 40;
    private static final int STEPS = 3;
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long PATIENCE_S = 120;

    private final Database server;
    private final Passwords passwords;
    private final Rounds rounds;
    private final Clock clock;

    private SagaStepsBench(Database server, Passwords passwords, Rounds rounds, Clock clock) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = rounds;
        this.clock = clock;
    }

    public static SagaStepsBench of(Database server, Passwords passwords, int rounds, Clock clock,
            LongSupplier nanoClock) {
        return new SagaStepsBench(server, passwords, new Rounds(rounds, 1, nanoClock), clock);
    }

    /// Units: steps a second; higher is better.
    public void run(Consumer<Figure> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords);
                ExecutorService executor = Executors.newCachedThreadPool()) {
            Database store = scratch.database();
            // Each round has sagas of a type of its own, so that starting them is not measured.
            Iterator<SagaDefinition> types = IntStream.range(0, rounds.all())
                    .mapToObj(round -> started(store, "bench" + round)).toList().iterator();
            BareCommits floor = new BareCommits(store, executor);
            ScratchStore.execute(store, "vacuum analyze");
            sink.accept(rounds.rates("P12", "saga-steps", (long) SAGAS * STEPS,
                    () -> drive(store, types.next(), executor), () -> floor.twiceEach(SAGAS * STEPS)).in("steps/s"));
        }
    }

    private static SagaDefinition started(Database store, String type) {
        SagaDefinition definition = new SagaDefinition(type, IntStream.rangeClosed(1, STEPS)
                .mapToObj(no -> new StepDefinition("s" + no, Effect.IDEMPOTENT, RetryPolicy.never(), _ -> {}, null))
                .toList());
        store.write(tx -> {
            for (int i = 0; i < SAGAS; i++) {
                Sagas.start(tx, definition, type + "-" + i, Json.object(), null, UUID.randomUUID());
            }
            return null;
        });
        return definition;
    }

    private void drive(Database store, SagaDefinition definition, ExecutorService executor)
            throws InterruptedException {
        try (SagaRunner _ = new SagaRunner(store, List.of(definition), "bench", clock, executor)) {
            CountDownLatch never = new CountDownLatch(1);
            for (long waited = 0; open(store, definition) > 0; waited += POLL.toMillis()) {
                if (waited > TimeUnit.SECONDS.toMillis(PATIENCE_S)) {
                    throw new BenchFailed("the sagas do not come to an end: is the server well?", null);
                }
                boolean _ = never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static long open(Database store, SagaDefinition definition) {
        return store.read(tx -> tx.query(
                "select count(*) as n from eventscope.saga where type = ? and status <> 'completed'",
                row -> row.longValue("n"), definition.type()).getFirst());
    }
}
