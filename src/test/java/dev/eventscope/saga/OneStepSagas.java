package dev.eventscope.saga;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestStore;

/// A saga of one step for each kind of effect, whose effects are rows that several processes write and a test counts.
///
/// Shape: the careless ones have the guard of each effect removed: local work is committed by itself, the key changes with
///        the attempt, the other side is not asked well, and what is unsafe is said to be idempotent.
record OneStepSagas(Database database, boolean careless) {

    private static final String HAPPEN = "insert into public.happened (saga_id, key) values (?, ?)";

    static void makeTable(TestStore store) {
        store.execute("create table public.happened (saga_id text not null, key text not null)");
    }

    List<SagaDefinition> definitions() {
        return Arrays.stream(Effect.values()).map(this::definition).toList();
    }

    SagaDefinition definition(Effect effect) {
        Effect said = careless && effect == Effect.UNSAFE ? Effect.IDEMPOTENT : effect;
        StepDefinition step = new StepDefinition("work", said, RetryPolicy.doubling(3, Duration.ofMillis(20)),
                context -> work(effect, context), null);
        return new SagaDefinition(effect.code(),
                List.of(effect == Effect.QUERYABLE ? step.askedBy(this::ask) : step));
    }

    /// The key of each time that the saga's work happened.
    List<String> keys(String sagaId) {
        return database.read(tx -> keys(tx, sagaId));
    }

    private void work(Effect effect, StepContext context) {
        String key = careless ? context.idempotencyKey() + "/" + context.attempt() : context.idempotencyKey();
        Function<Tx, Integer> happen = tx -> tx.update(HAPPEN, context.sagaId(), key);
        if (effect == Effect.LOCAL_TRANSACTION && !careless) {
            context.withOutcome(happen::apply);
        } else {
            database.write(happen);
        }
    }

    private StepAnswer ask(StepContext context) {
        return careless || keys(context.sagaId()).isEmpty() ? StepAnswer.DID_NOT_HAPPEN : StepAnswer.HAPPENED;
    }

    private static List<String> keys(Tx tx, String sagaId) {
        return tx.query("select key from public.happened where saga_id = ?", (Row row) -> row.string("key"), sagaId);
    }
}
