package dev.eventscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import dev.eventscope.saga.RedrivePlanner;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;

/// The saga desk on 10,000 failed sagas in five groups: its groups, and the consequences of re-driving one, beside a bare
/// count of the failed steps by group; in a database of its own.
public final class GroupsBench {

    private static final String FAILED = """
            do $$
            begin
                insert into eventscope.saga (saga_id, type, status, version, data)
                select 'sync-' || n, 'sync', 'failed', 1, '{}' from generate_series(1, 10000) n;
                insert into eventscope.saga_step (saga_id, no, name, effect, status, attempt, attempts_left, error_class,
                                                  error_message, failure_group)
                select 'sync-' || n, no, 'step' || no, 'idempotent', case no when 1 then 'failed' else 'pending' end,
                       2 - no, 0, case no when 1 then 'Broken' end, case no when 1 then 'broken' end,
                       case no when 1 then 'group' || n % 5 end
                from generate_series(1, 10000) n, generate_series(1, 2) no;
                insert into eventscope.saga_attempt (saga_id, no, attempt, status, token, runner, ended_at, error_class,
                        error_message, failure_group, stopped_saga, started_event_id)
                select 'sync-' || n, 1, 1, 'failed', n, 'bench', clock_timestamp(), 'Broken', 'broken', 'group' || n % 5, true,
                       gen_random_uuid()
                from generate_series(1, 10000) n;
            end $$""";
    private static final String COUNT = """
            select failure_group, count(*) as sagas from eventscope.saga_step
            where status in ('failed', 'unknown', 'compensation_failed') group by failure_group""";

    private final Database server;
    private final Passwords passwords;
    private final int rounds;
    private final LongSupplier nanoClock;

    public GroupsBench(Database server, Passwords passwords, int rounds, LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = rounds;
        this.nanoClock = nanoClock;
    }

    /// Units: milliseconds; lower is better.
    public List<Figure> run() {
        try (ScratchStore scratch = ScratchStore.make(server, passwords)) {
            ScratchStore.execute(scratch.database(), FAILED);
            ScratchStore.execute(scratch.database(), "vacuum analyze");
            SagaReader reader = new SagaReader(scratch.database());
            RedrivePlanner planner = new RedrivePlanner(scratch.database());
            Runnable count = () -> scratch.database()
                    .read(tx -> tx.query(COUNT, row -> row.longValue("sagas")));
            return List.of(figure("saga-groups-ms", reader::groups, count),
                    figure("redrive-plan-ms", () -> planner.ofGroup("group1").plan(Mode.RETRY).consequences(), count));
        }
    }

    private Figure figure(String what, Runnable subject, Runnable floor) {
        List<Double> subjects = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double floorMs = millis(floor);
            double subjectMs = millis(subject);
            if (round > 0) {
                floors.add(floorMs);
                subjects.add(subjectMs);
            }
        }
        return Figure.of("U03", what, "ms", subjects, floors);
    }

    private double millis(Runnable work) {
        long begin = nanoClock.getAsLong();
        work.run();
        return (nanoClock.getAsLong() - begin) / 1e6;
    }
}
