package dev.eventscope.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.testkit.TcpProxy;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// T23 of the promises: of several operators who re-drive the same step at once one wins, also where a call is cut.
class OneOperatorWinsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void t23_one_is_accepted_and_the_others_are_told_who() throws Exception {
        Trials trials = Trials.of("T23", 200, 20_000);
        int cuts = run(trials.count(), trials.random(), UnaryOperator.identity());

        System.out.println("T23: " + cuts + " calls were cut and sent again");
        assertThat(cuts).as("cuts that were felt").isGreaterThan(trials.count() / 4);
    }

    @Test
    void t23_catches_an_operator_who_sends_a_new_request_after_a_cut() {
        assertThatThrownBy(() -> run(200, new Random(23), OneOperatorWinsTest::renewed))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void t23_catches_a_function_that_does_not_lock_the_saga() {
        String whole = bench.database().read(tx -> tx.query(
                "select pg_get_functiondef('eventscope.redrive_step'::regproc) as text", row -> row.string("text")))
                .getFirst();
        assertThat(whole).contains("for no key update");
        STORE.execute(whole.replace("for no key update", ""));
        try {
            assertThatThrownBy(() -> run(200, new Random(23), UnaryOperator.identity()))
                    .isInstanceOf(AssertionError.class);
        } finally {
            STORE.execute(whole);
        }
    }

    private int run(int trials, Random random, UnaryOperator<RedriveRequest> again) throws Exception {
        int cuts = 0;
        try (TcpProxy proxy = new TcpProxy(STORE.spec().port());
                Database through = Database.open(new ConnectionSpec("127.0.0.1", proxy.port(),
                        STORE.spec().database(), STORE.spec().user(), ConnectionSpec.TlsMode.DISABLE),
                        Access.READ_WRITE, Passwords.none())) {
            for (int trial = 0; trial < trials; trial++) {
                proxy.cutNext(TcpProxy.Cut.values()[random.nextInt(TcpProxy.Cut.values().length)]);
                cuts += trial(new Redrive(through), 2 + random.nextInt(7), again, "trial " + trial);
                proxy.cutNext(TcpProxy.Cut.NEVER);
            }
        }
        return cuts;
    }

    /// What one operator was told in the end, and how often the call was cut.
    private record Told(String actor, @Nullable RedriveRefused refused, int cuts) {}

    private int trial(Redrive redrive, int operators, UnaryOperator<RedriveRequest> again, String trial)
            throws Exception {
        String id = failedSaga();
        CountDownLatch go = new CountDownLatch(1);
        List<Told> told = new ArrayList<>();
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<Future<Told>> answers = IntStream.range(0, operators).mapToObj(operator -> executor.submit(() -> {
                go.await();
                return ask(redrive, new RedriveRequest(UUID.randomUUID(), id, 1, 1, RedriveRequest.Mode.RETRY,
                        "the remote is back", "op-" + operator), again);
            })).toList();
            go.countDown();
            for (Future<Told> answer : answers) {
                told.add(answer.get());
            }
        }

        check(id, told, trial);
        return told.stream().mapToInt(Told::cuts).sum();
    }

    private static Told ask(Redrive redrive, RedriveRequest first, UnaryOperator<RedriveRequest> again) {
        RedriveRequest request = first;
        for (int cuts = 0;; cuts++) {
            try {
                redrive.request(request);
                return new Told(request.actor(), null, cuts);
            } catch (RedriveRefused e) {
                return new Told(request.actor(), e, cuts);
            } catch (StoreUnreachable e) {
                request = again.apply(request);
            }
        }
    }

    private static RedriveRequest renewed(RedriveRequest request) {
        return new RedriveRequest(UUID.randomUUID(), request.sagaId(), request.stepNo(), request.expectedAttempt(),
                request.mode(), request.reason(), request.actor());
    }

    private void check(String id, List<Told> told, String trial) {
        List<Told> winners = told.stream().filter(each -> each.refused() == null).toList();
        assertThat(winners).as(trial).hasSize(1);
        String winner = winners.getFirst().actor() + ", database user " + STORE.spec().user();
        assertThat(told).as(trial).filteredOn(each -> each.refused() != null).allSatisfy(loser -> {
            assertThat(loser.refused().reason()).isEqualTo(RedriveRefused.Reason.OTHER_FIRST);
            assertThat(loser.refused().otherOperator()).isEqualTo(winner);
        });
        assertThat(bench.types(id)).as(trial).filteredOn("StepRedriven"::equals).hasSize(1);
        assertThat(audited(id)).as(trial).containsExactlyInAnyOrderElementsOf(
                told.stream().map(each -> each.actor() + " " + (each.refused() == null)).toList());
    }

    /// Of a type of its own, so that no trial leases what another one has left queued.
    private String failedSaga() {
        SagaDefinition saga = bench.saga("contested" + TYPES.incrementAndGet(), Effect.IDEMPOTENT, "work");
        String id = bench.start(saga);
        StepLease lease = bench.leases("gone", Duration.ofSeconds(30), saga).take().orElseThrow();
        bench.record(lease, SagaBench.FAILED_FOR_GOOD);
        return id;
    }

    private List<String> audited(String id) {
        return bench.database().read(tx -> tx.query(
                "select actor || ' ' || case when accepted then 'true' else 'false' end as line"
                        + " from eventscope.operator_action where saga_id = ?",
                row -> row.string("line"), id));
    }
}
