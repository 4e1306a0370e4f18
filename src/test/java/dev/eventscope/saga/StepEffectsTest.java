package dev.eventscope.saga;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// T21 of the promises: what steps do happens as their effect says, wherever their runner is killed.
class StepEffectsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration LEASE = Duration.ofMillis(600);

    private final SagaBench bench = new SagaBench(STORE);
    @TempDir
    private Path folder;

    /// Where the runner is when it is killed. In the first and the last two it waits in a trigger of the database: in the
    /// middle of its transaction, which is then rolled back, or in the commit, which then takes effect.
    private enum Point {
        LEASING, LEASED, BEFORE_THE_ACTION, AFTER_THE_ACTION, RECORDING, RECORDED;

        boolean isInDatabase() {
            return this != BEFORE_THE_ACTION && this != AFTER_THE_ACTION;
        }

        boolean mayHaveHappened() {
            return this == AFTER_THE_ACTION || this == RECORDING || this == RECORDED;
        }

        boolean leavesALease() {
            return this != LEASING && this != RECORDED;
        }

        String trigger() {
            return "create constraint trigger stop_here after "
                    + (this == LEASING || this == LEASED ? "insert" : "update") + " on eventscope.saga_attempt"
                    + " deferrable initially " + (this == LEASING || this == RECORDING ? "immediate" : "deferred")
                    + " for each row when (new.runner = 'doomed') execute function public.stop_here()";
        }
    }

    @BeforeAll
    static void makeStops() {
        System.out.println("T21: " + Point.values().length * Effect.values().length + " trials (all), no seed");
        OneStepSagas.makeTable(STORE);
        STORE.execute("""
                create table public.stop (closed boolean not null);
                insert into public.stop values (false);
                create function public.stop_here() returns trigger language plpgsql as $$
                begin
                    while (select s.closed from public.stop s) loop
                        perform pg_sleep(0.005);
                    end loop;
                    return null;
                end $$""");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource
    void t21_each_effect_keeps_its_word_when_the_runner_is_killed(Point point) {
        Map<Effect, String> sagas = killAndTakeOver(point, new OneStepSagas(STORE.database(), false));

        sagas.forEach((effect, id) -> check(point, effect, id));
    }

    @Test
    void t21_catches_steps_that_do_not_do_what_their_effect_says() {
        Map<Effect, String> sagas = killAndTakeOver(Point.AFTER_THE_ACTION, new OneStepSagas(STORE.database(), true));

        assertThat(sagas).allSatisfy((effect, id) -> assertThatThrownBy(
                () -> check(Point.AFTER_THE_ACTION, effect, id)).as(effect.label()).isInstanceOf(AssertionError.class));
    }

    private Map<Effect, String> killAndTakeOver(Point point, OneStepSagas sagas) {
        Map<Effect, String> ids = new EnumMap<>(Effect.class);
        for (Effect effect : Effect.values()) {
            ids.put(effect, bench.start(sagas.definition(effect)));
        }
        try (ChildProcess runner = startDoomed(point, sagas.careless())) {
            awaitAllAt(point, runner);
            runner.kill();
        } finally {
            STORE.execute("update public.stop set closed = false");
        }
        bench.run(sagas.definitions().toArray(SagaDefinition[]::new));
        await("all have ended").atMost(Duration.ofSeconds(20)).until(() -> ids.values().stream()
                .allMatch(id -> Stream.of(SagaStatus.COMPLETED, SagaStatus.FAILED)
                        .anyMatch(end -> end == bench.find(id).status())));
        return ids;
    }

    private ChildProcess startDoomed(Point point, boolean careless) {
        STORE.execute("drop trigger if exists stop_here on eventscope.saga_attempt");
        if (point.isInDatabase()) {
            STORE.execute("update public.stop set closed = true");
            STORE.execute(point.trigger());
        }
        RunnerMain.Kind kind = point.isInDatabase()
                ? RunnerMain.Kind.NOWHERE
                : RunnerMain.Kind.valueOf((careless ? "CARELESS_" : "") + point.name());
        return RunnerMain.start(folder.resolve("doomed.log"), STORE, "doomed", LEASE, kind);
    }

    private void awaitAllAt(Point point, ChildProcess runner) {
        if (point.isInDatabase()) {
            await("four transactions wait at " + point).atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20)).until(() -> waiting() == Effect.values().length);
        } else {
            for (int i = 0; i < Effect.values().length; i++) {
                runner.await("at ");
            }
        }
    }

    private long waiting() {
        return bench.database().read(tx -> tx.query("""
                select count(*) as n from pg_stat_activity
                where datname = current_database() and wait_event = 'PgSleep'""", row -> row.longValue("n"))
                .getFirst());
    }

    private void check(Point point, Effect effect, String id) {
        String trial = effect.label() + ", killed " + point;
        List<String> keys = new OneStepSagas(bench.database(), false).keys(id);
        SagaInstance saga = bench.find(id);
        SagaStep step = saga.step(1).orElseThrow();
        boolean open = effect == Effect.UNSAFE && point.leavesALease();

        assertThat(keys.stream().distinct()).as("%s: keys", trial).hasSizeLessThanOrEqualTo(1);
        assertThat(keys).as("%s: effects", trial).hasSize(switch (effect) {
            case LOCAL_TRANSACTION, QUERYABLE -> 1;
            case IDEMPOTENT -> point.mayHaveHappened() && point.leavesALease() ? 2 : 1;
            case UNSAFE -> open && !point.mayHaveHappened() ? 0 : 1;
        });
        assertThat(saga.status()).as(trial).isEqualTo(open ? SagaStatus.FAILED : SagaStatus.COMPLETED);
        assertThat(step.status()).as(trial).isEqualTo(open ? StepStatus.UNKNOWN : StepStatus.SUCCEEDED);
        assertThat(step.attempts()).as("%s: attempts", trial).hasSize(point.leavesALease() && !open ? 2 : 1);
        assertThat(step.attempts().getFirst().runner()).as(trial)
                .isEqualTo(point == Point.LEASING ? "test-runner" : "doomed");
        assertThat(bench.isCausedInOrder(id)).as(trial).isTrue();
    }
}
