package dev.eventscope.desktop.shell;

import java.util.UUID;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.Roles;
import dev.eventscope.testkit.TestStore;

/// A store that means no good: names that read backwards, long lines, deep and doubled JSON, failed sagas with such errors.
final class HostileStore {

    static final int SAGAS = 12;

    private HostileStore() {}

    static void fill(TestStore store) {
        String deep = "[".repeat(200) + "]".repeat(200);
        append(store, "order-\u202Egnp.exe", "{\"a\":1,\"a\":2,\"n\":1e400}");
        append(store, "order-<script>alert(1)</script>", "{\"deep\":" + deep + "}");
        append(store, "order-" + "x".repeat(180), "{\"line\":\"" + "lorem \u202E".repeat(4_000) + "\"}");
        append(store, "order-zero\u200Bwidth", "\"just text\"");
        store.execute(
                """
                        insert into eventscope.saga (saga_id, type, status, version, data, started_at, updated_at)
                        select 'sync-' || n || case n %% 3 when 0 then U&'\\202Eevil' when 1 then '<b>' || repeat('y', 80) else '' end,
                               'sync', 'failed', 1, json_build_object('path', repeat('very/long/', 40) || n, 'title', E'two\nlines'),
                               now() - n * interval '1 hour', now()
                        from generate_series(1, %1$d) n;
                        insert into eventscope.saga_step (saga_id, no, name, effect, status, attempt, attempts_left, error_class,
                                                          error_message, failure_group)
                        select g.saga_id, no, 'step' || no, case no when 1 then 'unsafe' else 'idempotent' end,
                               case no when 1 then case when length(g.saga_id) > 20 then 'unknown' else 'failed' end else 'pending' end,
                               2 - no, 0, case no when 1 then 'Kaputt' end,
                               case no when 1 then U&'\\202E' || repeat('no route to <host> ', 60) end, case no when 1 then 'hostile1' end
                        from eventscope.saga g, generate_series(1, 2) no;
                        insert into eventscope.saga_attempt (saga_id, no, attempt, status, token, runner, ended_at, error_class,
                                error_message, failure_group, stopped_saga, started_event_id)
                        select g.saga_id, 1, 1, 'failed', nextval('eventscope.lease_token'), 'gone', now(), 'Kaputt', 'no route',
                               'hostile1', true, gen_random_uuid()
                        from eventscope.saga g"""
                        .formatted(SAGAS));
        store.execute("""
                update eventscope.saga_step set error_message = U&'\\202E' || repeat('no route ', 1200000)
                where saga_id = 'sync-8' and no = 1""");
        store.execute(Roles.script());
    }

    /// A login that belongs to one of the roles of the printed script.
    static void login(TestStore store, String name, String role) {
        store.execute("drop role if exists " + name);
        store.execute("create role " + name + " login in role " + role);
    }

    private static void append(TestStore store, String stream, String json) {
        for (int i = 0; i < 3; i++) {
            try {
                store.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                        NewEvent.of(i == 2 ? "StepFailed" : "Order\u202EPlaced", Payload.json(json))
                                .causedBy(null, UUID
                                        .nameUUIDFromBytes(stream.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
            } catch (dev.eventscope.store.log.AppendRefused refused) {
                return; // what the store refuses cannot hurt a window
            }
        }
    }
}
