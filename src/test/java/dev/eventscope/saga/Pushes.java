package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventscope.event.Json;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;
import dev.eventscope.testkit.TestStore;

/// Sagas that prepare and then push, each in two halves, to another side that several runners reach: a table that takes only
/// the highest token of each key.
///
/// Shape: `staysAt` is the push in the middle of which this process stays for ever; 0 for none.
final class Pushes {

    static final List<String> STEPS = List.of("prepare", "push");

    private final Database database;
    private final String runner;
    private final int staysAt;
    private final AtomicInteger pushes = new AtomicInteger();

    Pushes(Database database, String runner, int staysAt) {
        this.database = database;
        this.runner = runner;
        this.staysAt = staysAt;
    }

    static void makeTable(TestStore store) {
        store.execute("""
                create table public.pushed (
                    key text primary key, token bigint not null, runner text not null, done int not null default 0)""");
    }

    /// What the other side has: `done` is how often the second half happened.
    record Pushed(String key, long token, String runner, int done) {

        static Pushed of(Row row) {
            return new Pushed(row.string("key"), row.longValue("token"), row.string("runner"), row.intValue("done"));
        }
    }

    List<Pushed> all() {
        return database.read(tx -> tx.query("select key, token, runner, done from public.pushed", Pushed::of));
    }

    SagaDefinition definition() {
        RetryPolicy retry = RetryPolicy.doubling(3, Duration.ofMillis(20));
        return new SagaDefinition("pushing", STEPS.stream()
                .map(step -> new StepDefinition(step, Effect.IDEMPOTENT, retry, this::push, null)).toList());
    }

    void start(String id) {
        database.write(tx -> Sagas.start(tx, definition(), id, Json.object(), null, null));
    }

    private void push(StepContext context) throws Exception {
        boolean begun = database.write(tx -> tx.update("""
                insert into public.pushed as p (key, token, runner) values (?, ?, ?)
                on conflict (key) do update set token = excluded.token, runner = excluded.runner
                where p.token < excluded.token and p.done = 0""", context.idempotencyKey(), context.fencingToken(),
                runner)) > 0;
        if (!begun) {
            return; // done before, or by somebody with a later token
        }
        if (context.step().equals("push") && pushes.incrementAndGet() == staysAt) {
            RunnerMain.stay(context.sagaId());
        }
        boolean ended = database.write(tx -> tx.update(
                "update public.pushed set done = done + 1 where key = ? and token = ?", context.idempotencyKey(),
                context.fencingToken())) > 0;
        if (!ended) {
            throw new StepFailed("Fenced", "somebody with a later token was here", false);
        }
    }
}
