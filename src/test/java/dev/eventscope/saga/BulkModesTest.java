package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventscope.rules.Filter;
import dev.eventscope.saga.RedriveJob.State;
import dev.eventscope.saga.RedriveRefused.Reason;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Every mode for many sagas at once: what a plan offers is what asking allows, and what a job says came of it is so.
class BulkModesTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();
    private static final StepError REMOTE_GONE = new StepError("RemoteNotFound", "no repository");
    private static final Pace QUICK = new Pace(List.of(1, 5), 500, 0.2);
    private static final Why WHY = new Why("remote is gone for good", "ticket 4711");

    private final SagaBench bench = new SagaBench(STORE);
    private final RedriveJobs jobs = new RedriveJobs(STORE.database());
    private final RedrivePlanner planner = new RedrivePlanner(STORE.database());
    private final String type = "bulk" + TYPES.incrementAndGet();
    private final List<String> undone = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"RETRY", "SKIP", "SUCCEEDED", "COMPENSATE", "CANCEL"})
    void a_group_is_asked_as_one_job_and_ends_as_the_mode_says(Mode mode) {
        String group = FailedSagas.write(STORE, type, 12, 0, REMOTE_GONE);
        run(null);

        UUID job = drive(planner.ofGroup(group).plan(mode));

        assertThat(jobs.find(job).orElseThrow().why()).isEqualTo("every item was tried");
        assertThat(states(job)).containsOnly(State.CONFIRMED).hasSize(12);
        assertThat(jobs.overview(1).getFirst().count(State.CONFIRMED)).as("counted as listed").isEqualTo(12);
        SagaStatus end = switch (mode) {
            case RETRY, SKIP, SUCCEEDED -> SagaStatus.COMPLETED;
            case COMPENSATE -> SagaStatus.COMPENSATED;
            case CANCEL, PAUSE, RESUME -> SagaStatus.CANCELLED;
        };
        await("all have ended").atMost(Duration.ofSeconds(20)).until(() -> statuses().equals(Set.of(end)));
        assertThat(audited()).hasSize(12).containsOnly(mode.code() + " ticket 4711");
    }

    @Test
    void what_moves_is_paused_by_a_filter_and_resumed() {
        FailedSagas.write(STORE, type, 9, 0, REMOTE_GONE);
        STORE.execute("update eventscope.saga set status = 'waiting' where type = '" + type + "' and saga_id < '" + type
                + "-5'");
        Filter filter = Filter.parse("type:" + type, Clock.systemUTC());

        UUID pause = drive(planner.matching(filter, Set.of(SagaStatus.RUNNING, SagaStatus.WAITING)).plan(Mode.PAUSE));
        Set<SagaStatus> between = statuses();
        UUID resume = drive(planner.matching(filter, Set.of(SagaStatus.PAUSED)).plan(Mode.RESUME));

        assertThat(states(pause)).containsOnly(State.CONFIRMED).hasSize(4);
        assertThat(between).containsExactlyInAnyOrder(SagaStatus.PAUSED, SagaStatus.FAILED);
        assertThat(states(resume)).containsOnly(State.CONFIRMED).hasSize(4);
        assertThat(statuses()).doesNotContain(SagaStatus.PAUSED);
    }

    @Test
    void what_is_left_out_is_what_asking_would_refuse_and_for_that_reason() {
        String group = FailedSagas.write(STORE, type, 6, 0, REMOTE_GONE);
        STORE.execute(
                "update eventscope.saga_step set status = 'unknown', effect = 'unsafe' where no = 2 and saga_id in ('"
                        + type + "-2', '" + type + "-5')");

        RedriveCandidates found = planner.ofGroup(group);

        for (Mode mode : Mode.values()) {
            RedrivePlan plan = found.plan(mode);
            assertThat(plan.items().size() + plan.leftOutCount()).as(mode.code()).isEqualTo(6);
            plan.leftOut().forEach(left -> left.sagaIds().forEach(saga -> assertThat(bench.refusal(
                    request(saga, mode)).reason()).as(mode + " " + saga).isEqualTo(left.reason())));
        }
        assertThat(found.plan(Mode.RETRY).leftOut()).containsExactly(new RedrivePlan.LeftOut(Reason.NEEDS_EVIDENCE,
                List.of(type + "-2", type + "-5")));
        assertThat(found.plan(Mode.PAUSE).items()).isEmpty();
        assertThat(found.plan(Mode.SKIP).items()).hasSize(6);
    }

    @Test
    void sagas_of_one_aggregate_are_undone_the_last_first() {
        String group = FailedSagas.write(STORE, type, 9, 3, REMOTE_GONE);
        run(null);

        UUID job = drive(planner.ofGroup(group).plan(Mode.COMPENSATE));

        assertThat(states(job)).containsOnly(State.CONFIRMED);
        for (int stream = 0; stream < 3; stream++) {
            List<String> expected = IntStream.rangeClosed(stream * 3 + 1, stream * 3 + 3).mapToObj(n -> type + "-" + n)
                    .toList();
            assertThat(undone.stream().filter(expected::contains)).containsExactlyElementsOf(expected.reversed());
        }
    }

    @Test
    void a_compensation_that_fails_stops_the_job_and_the_group_of_it_is_driven_on() {
        String group = FailedSagas.write(STORE, type, 8, 0, REMOTE_GONE);
        AtomicInteger left = new AtomicInteger(1);
        run(() -> left.getAndDecrement() == 1);

        UUID job = drive(planner.ofGroup(group).plan(Mode.COMPENSATE));
        FailureGroup stuck = bench.reader().groups().stream().filter(one -> one.type().equals(type)
                && one.step().startsWith("undo ")).findFirst().orElseThrow();
        RedriveCandidates found = planner.ofGroup(stuck.id());
        UUID again = drive(found.plan(Mode.COMPENSATE));

        assertThat(jobs.find(job).orElseThrow().why()).startsWith("a new failure came up: group " + stuck.id());
        assertThat(states(job)).first().isEqualTo(State.FAILED_AGAIN);
        assertThat(found.plan(Mode.RETRY).leftOut()).extracting(RedrivePlan.LeftOut::reason)
                .containsExactly(Reason.COMPENSATION_BEGUN);
        assertThat(states(again)).containsExactly(State.CONFIRMED);
    }

    @Test
    void without_evidence_nothing_is_marked_succeeded_and_no_job_is_written() {
        RedrivePlan plan = planner.ofGroup(FailedSagas.write(STORE, type, 3, 0, REMOTE_GONE)).plan(Mode.SUCCEEDED);
        int before = jobs.latest(1_000).size();

        assertThatThrownBy(() -> jobs.start(UUID.randomUUID(), plan, QUICK, Why.because("by hand"), "ann"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("needs evidence");

        assertThat(jobs.latest(1_000)).hasSize(before);
    }

    private UUID drive(RedrivePlan plan) {
        UUID job = UUID.randomUUID();
        jobs.start(job, plan, QUICK, WHY, "ann");
        new JobDriver(STORE.database(), Clock.systemUTC(), "ann", _ -> {}).drive(job);
        return job;
    }

    private RedriveRequest request(String saga, Mode mode) {
        return new RedriveRequest(UUID.randomUUID(), saga, 2, 1, mode, "try", "ann",
                mode.needsEvidence() ? "seen" : null);
    }

    private List<State> states(UUID job) {
        return jobs.items(job).stream().map(RedriveJob.Item::state).toList();
    }

    private Set<SagaStatus> statuses() {
        return new HashSet<>(STORE.database().<List<SagaStatus>>read(tx -> tx.query(
                "select status from eventscope.saga where type = ?", row -> SagaStatus.of(row.string("status")),
                type)));
    }

    private List<String> audited() {
        return STORE.database().read(tx -> tx.query("""
                select mode || ' ' || coalesce(evidence, '') as line from eventscope.operator_action
                where accepted and action = 'redrive' and saga_id like ? || '-%'""", row -> row.string("line"), type));
    }

    /// A runner for which everything succeeds, but for undoing while `refuses` says so.
    private void run(@Nullable BooleanSupplier refuses) {
        StepAction undo = context -> {
            if (refuses != null && refuses.getAsBoolean()) {
                throw new StepFailed("Locked", "cannot be undone", false);
            }
            undone.add(context.sagaId());
        };
        StepAction nothing = _ -> {};
        bench.run(new SagaDefinition(type, List.of(
                new StepDefinition("cache", Effect.IDEMPOTENT, RetryPolicy.never(), nothing, undo),
                new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), nothing, nothing),
                new StepDefinition("index", Effect.IDEMPOTENT, RetryPolicy.never(), nothing, nothing))));
    }
}
