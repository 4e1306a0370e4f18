package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.event.Json;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.log.Roles;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What logins of each role may do to sagas, on a real server: an operator all that is offered, a viewer nothing, a service
/// what running them needs.
class OperatorLoginTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);
    private final SagaDefinition saga = bench.undoable("login" + TYPES.incrementAndGet(), Effect.IDEMPOTENT, "cache",
            "git");

    @BeforeAll
    static void logins() {
        STORE.execute(Roles.script());
        for (String role : List.of("viewer", "operator", "service")) {
            STORE.execute("create role saga_" + role + " login in role eventscope_" + role);
        }
    }

    @AfterAll
    static void dropLogins() {
        STORE.execute("drop role if exists saga_viewer, saga_operator, saga_service");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_operator_may_use_each_mode_and_a_viewer_none(Mode mode) {
        String id = sceneFor(mode);
        RedriveRequest request = bench.request(id, 1, mode, "seen in the ledger");
        List<String> before = bench.types(id);
        try (Database viewer = open("viewer"); Database operator = open("operator")) {
            assertThatThrownBy(() -> new Redrive(viewer).request(request)).isInstanceOf(RightMissing.class);
            assertThat(bench.types(id)).isEqualTo(before);

            new Redrive(operator).request(request);

            assertThat(bench.types(id)).hasSizeGreaterThan(before.size());
            assertThat(audited(operator, id)).endsWith("saga_operator " + mode.code() + " accepted");
            assertThat(audited(viewer, id)).endsWith("saga_operator " + mode.code() + " accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void neither_calls_what_stands_behind_the_one_function(String role) {
        String id = sceneFor(Mode.RETRY);
        try (Database database = open(role)) {
            for (String call : List.of("carry_out(gen_random_uuid(), '%s', 1, 'retry', '{}', '{}')",
                    "append_transition('%s', null, array['SagaCompleted'], array['{}']::json[], '{}')",
                    "begin_compensation('%s', null, '{}', '{}')", "go_on_undoing('%s', null, '{}')",
                    "go_on_after('%s', 1, null, '{}')", "go_on_after_pause('%s', null, '{}')",
                    "operator_trace('%s')")) {
                assertThatThrownBy(() -> database.write(tx -> tx
                        .query("select from eventscope." + call.formatted(id), _ -> 0)))
                        .as(call).isInstanceOf(RightMissing.class);
            }
        }
    }

    @Test
    void a_service_runs_sagas_to_their_end_and_back() {
        AtomicBoolean refuses = new AtomicBoolean();
        try (Database service = open("service")) {
            SagaDefinition compensating = saga.compensating();
            String done = bench.start(compensating);
            String undone = bench.start(compensating);
            bench.when(undone, "git", _ -> {
                refuses.set(true);
                throw new StepFailed("No", "the other side says no", false);
            });
            try (SagaRunner _ = bench.newRunner(service, compensating)) {
                bench.awaitStatus(done, SagaStatus.COMPLETED);
                bench.awaitStatus(undone, SagaStatus.COMPENSATED);
            }
            String started = saga.type() + "-started";
            assertThat(service.<Boolean>write(tx -> Sagas.start(tx, saga, started,
                    Json.object(), null, null))).isTrue();
        }

        assertThat(refuses).isTrue();
    }

    /// A saga that failed at its first step; for resume a paused one.
    private String sceneFor(Mode mode) {
        String id = bench.start(saga);
        StepLease lease = bench.leases("gone", Duration.ofSeconds(30), saga).take().orElseThrow();
        if (mode == Mode.PAUSE) {
            return id;
        }
        if (mode == Mode.RESUME) {
            bench.redrive().request(bench.request(id, 1, Mode.PAUSE, null));
        }
        bench.record(lease, SagaBench.FAILED_FOR_GOOD);
        return id;
    }

    private static List<String> audited(Database database, String id) {
        return database.read(tx -> tx.query("""
                select db_user || ' ' || mode || case when accepted then ' accepted' else ' refused' end as line
                from eventscope.operator_action where saga_id = ? order by action_no""", row -> row.string("line"),
                id));
    }

    private static Database open(String role) {
        ConnectionSpec owner = STORE.spec();
        return Database.open(new ConnectionSpec(owner.host(), owner.port(), owner.database(), "saga_" + role,
                owner.tls()), Access.READ_WRITE, Passwords.none());
    }
}
