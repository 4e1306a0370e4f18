package dev.eventscope.saga;

import dev.eventscope.testkit.TestStore;

/// Writes many failed sagas in one statement, as a runner would have left them: one step done, the second failed once, a
/// third still to come. The triggers of the first
/// 40 share streams where it is asked for.
public final class FailedSagas {

    /// Only so many have a trigger: appending is what takes time.
    static final int KEYED = 40;

    private FailedSagas() {}

    /// Saga ids are `TYPE-1` to `TYPE-count`, started in that order; `perStream` of them belong to one aggregate.
    public static String write(TestStore store, String type, int count, int perStream, StepError error) {
        String group = Fingerprint.group(type, "git", error);
        store.execute(
                """
                        insert into eventscope.saga (saga_id, type, status, version, data, trigger_event_id, correlation_id,
                                                     started_at, updated_at)
                        select '%1$s-' || n, '%1$s', 'failed', 1, json_build_object('path', 'docs/' || n || '.md', 'size', n),
                               null, gen_random_uuid(), clock_timestamp() - (%2$d - n + 60) * interval '1 second',
                               clock_timestamp() - interval '30 minutes'
                        from generate_series(1, %2$d) n;
                        insert into eventscope.saga_step (saga_id, no, name, effect, status, attempt, attempts_left, error_class,
                                                          error_message, failure_group)
                        select '%1$s-' || n, s.no, s.name, 'idempotent', s.status, s.attempt, s.left,
                               case when s.no = 2 then '%3$s' end, case when s.no = 2 then '%4$s' end,
                               case when s.no = 2 then '%5$s' end
                        from generate_series(1, %2$d) n,
                             (values (1, 'cache', 'succeeded', 1, 0), (2, 'git', 'failed', 1, 0), (3, 'index', 'pending', 0, 3))
                             as s(no, name, status, attempt, "left");
                        insert into eventscope.saga_attempt (saga_id, no, attempt, status, token, runner, started_at, ended_at,
                                error_class, error_message, failure_group, stopped_saga, started_event_id)
                        select '%1$s-' || n, s.no, 1, s.status, nextval('eventscope.lease_token'), 'gone',
                               clock_timestamp() - interval '31 minutes', clock_timestamp() - interval '30 minutes',
                               case when s.no = 2 then '%3$s' end, case when s.no = 2 then '%4$s' end,
                               case when s.no = 2 then '%5$s' end, s.no = 2, gen_random_uuid()
                        from generate_series(1, %2$d) n, (values (1, 'succeeded'), (2, 'failed')) as s(no, status)"""
                        .formatted(type, count, error.errorClass(), error.message(), group));
        if (perStream > 0) {
            trigger(store, type, Math.min(count, KEYED), perStream);
        }
        return group;
    }

    private static void trigger(TestStore store, String type, int count, int perStream) {
        store.execute("""
                do $$
                declare v_id uuid;
                begin
                    for n in 1 .. %2$d loop
                        v_id := gen_random_uuid();
                        perform eventscope.append_events(array[gen_random_uuid()], array[sha256(v_id::text::bytea)],
                            array['%1$s_order-' || (n - 1) / %3$d], array['%1$s_order'], array[1], array[1],
                            array[-1]::bigint[], array[1], array[1], array[v_id], array['SyncRequested'], array[1],
                            array['{}'], array['{}'], array[null]::uuid[], array[null]::uuid[],
                            array[null]::timestamptz[]);
                        update eventscope.saga set trigger_event_id = v_id where saga_id = '%1$s-' || n;
                    end loop;
                end $$""".formatted(type, count, perStream));
    }
}
