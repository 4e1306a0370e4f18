package dev.eventscope.saga;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.rules.Filter;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// Re-drives of many: stage by stage, stopped by their rule, and true after the sender was killed.
class RedriveJobTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();
    private static final StepError REMOTE_GONE = new StepError("RemoteNotFound", "no repository");
    private static final Pace QUICK = new Pace(List.of(1, 5, 25), 200, 0.2);

    private final SagaBench bench = new SagaBench(STORE);
    private final RedriveJobs jobs = new RedriveJobs(STORE.database());
    private final String type = "job" + TYPES.incrementAndGet();
    private final Set<String> repaired = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void of_ten_thousand_in_five_groups_a_canary_run_is_stopped_by_a_new_error_and_says_which_is_which() {
        List<String> groups = IntStream.rangeClosed(1, 5).mapToObj(i -> FailedSagas.write(STORE, type + "_" + i, 2_000,
                0, REMOTE_GONE)).toList();
        run(type + "_3", 60, new StepFailed("DiskFull", "no space left", false));
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(groups.get(2)).plan(RedriveRequest.Mode.RETRY),
                QUICK);
        Set<String> heard = new HashSet<>();

        JobDriver.End end = driver(heard).drive(job);

        RedriveJob ended = jobs.find(job).orElseThrow();
        String fresh = Fingerprint.group(type + "_3", "git", new StepError("DiskFull", "no space left"));
        assertThat(end).isEqualTo(JobDriver.End.ENDED);
        assertThat(ended.status()).isEqualTo(RedriveJob.Status.STOPPED);
        assertThat(ended.why()).isEqualTo("a new failure came up: group " + fresh);
        Map<RedriveJob.State, Set<String>> items = byState(job);
        assertThat(items.get(RedriveJob.State.CONFIRMED)).isEqualTo(repaired).hasSize(60);
        assertThat(items.get(RedriveJob.State.FAILED_AGAIN)).isEqualTo(broken).isNotEmpty();
        assertThat(items.keySet()).containsExactlyInAnyOrder(RedriveJob.State.CONFIRMED,
                RedriveJob.State.FAILED_AGAIN, RedriveJob.State.NOT_TRIED);
        assertThat(items.get(RedriveJob.State.NOT_TRIED)).hasSize(2_000 - repaired.size() - broken.size());
        assertThat(heard).isEqualTo(union(repaired, broken));
        assertThat(jobs.newFailures(job)).containsExactly(Map.entry(fresh, broken.size()));
        FailureGroup.LastRedrive last = bench.reader().groups().stream()
                .filter(group -> group.id().equals(groups.get(2))).findFirst().orElseThrow().lastRedrive();
        assertThat(last).isNotNull();
        assertThat(List.of(last.tried(), last.confirmed(), last.failedAgain())).containsExactly(
                60L + broken.size(), 60L, (long) broken.size());
        System.out.println("of 10,000 in 5 groups: " + repaired.size() + " confirmed, " + broken.size()
                + " failed again, " + items.get(RedriveJob.State.NOT_TRIED).size() + " not tried");
    }

    @Test
    void the_first_canary_alone_decides_whether_the_next_stage_begins() {
        String group = FailedSagas.write(STORE, type, 50, 0, REMOTE_GONE);
        run(type, 0, new StepFailed("RemoteNotFound", "no repository", false));
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY), QUICK);

        driver(new HashSet<>()).drive(job);

        assertThat(broken).containsExactly(type + "-1");
        assertThat(jobs.find(job).orElseThrow().why()).isEqualTo("1 of 1 failed again: the job stops at 20 %");
        assertThat(RedriveJob.counts(jobs.items(job)).get(RedriveJob.State.NOT_TRIED)).isEqualTo(49);
    }

    @Test
    void sagas_of_one_aggregate_go_in_the_order_in_which_they_started() {
        String group = FailedSagas.write(STORE, type, 30, 3, REMOTE_GONE);
        run(type, Integer.MAX_VALUE, null);
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY),
                new Pace(List.of(), 500, 0));

        driver(new HashSet<>()).drive(job);

        assertThat(jobs.find(job).orElseThrow().why()).isEqualTo("every item was tried");
        assertThat(repaired).hasSize(30);
        for (int stream = 0; stream < 10; stream++) {
            List<String> expected = IntStream.rangeClosed(stream * 3 + 1, stream * 3 + 3).mapToObj(n -> type + "-" + n)
                    .toList();
            assertThat(order.stream().filter(expected::contains)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void what_an_earlier_failed_saga_of_the_same_aggregate_precedes_is_not_tried() {
        FailedSagas.write(STORE, type, 6, 3, REMOTE_GONE);
        run(type, Integer.MAX_VALUE, null);
        UUID job = start(new RedrivePlanner(STORE.database()).matching(Filter.parse("type:" + type + " data.size>1",
                Clock.systemUTC()), RedrivePlanner.FAILING).plan(RedriveRequest.Mode.RETRY),
                new Pace(List.of(), 500, 0));

        driver(new HashSet<>()).drive(job);

        assertThat(jobs.find(job).orElseThrow().why())
                .isEqualTo("2 held back: an earlier saga of the same key has not ended");
        assertThat(byState(job).get(RedriveJob.State.NOT_TRIED)).containsExactlyInAnyOrder(type + "-2", type + "-3");
        assertThat(byState(job).get(RedriveJob.State.CONFIRMED)).hasSize(3);
    }

    @Test
    void a_person_stops_a_job_in_the_middle() {
        String group = FailedSagas.write(STORE, type, 200, 0, REMOTE_GONE);
        run(type, Integer.MAX_VALUE, null);
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY), QUICK);
        Set<String> heard = new HashSet<>();
        JobDriver driver = new JobDriver(STORE.database(), Clock.systemUTC(), "ann", item -> {
            if (heard.add(item.sagaId()) && heard.size() == 10) {
                assertThat(jobs.stop(job, "enough", "ben")).isTrue();
            }
        });

        driver.drive(job);

        assertThat(jobs.find(job).orElseThrow().why()).isEqualTo("enough");
        assertThat(byState(job).get(RedriveJob.State.CONFIRMED)).isEqualTo(repaired);
        assertThat(jobs.stop(job, "again", "ben")).isFalse();
        assertThat(
                new AuditLog(STORE.database()).before(Long.MAX_VALUE, new AuditFilter(null, job.toString(), null), 5))
                .extracting(line -> line.entry().osUser() + " " + line.entry().mode())
                .containsExactly("ben stop", "ann start");
    }

    @Test
    void requests_go_out_at_the_rate_and_not_faster() {
        String group = FailedSagas.write(STORE, type, 25, 0, REMOTE_GONE);
        run(type, Integer.MAX_VALUE, null);
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY),
                new Pace(List.of(), 20, 0));

        driver(new HashSet<>()).drive(job);

        double seconds = STORE.database().read(tx -> tx.query("""
                select extract(epoch from max(at) - min(at))::float8 as seconds
                from eventscope.operator_action where saga_id like ? || '-%'""", row -> row.doubleValue("seconds"),
                type)).getFirst();
        assertThat(seconds).isGreaterThan(0.9 * 24 / 20);
        assertThat(repaired).hasSize(25);
    }

    @Test
    void without_a_runner_the_job_stops_at_its_first_and_says_so() {
        String group = FailedSagas.write(STORE, type, 10, 0, REMOTE_GONE);
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY), QUICK);

        driver(new HashSet<>()).drive(job);

        assertThat(jobs.find(job).orElseThrow().why()).startsWith("no answer: no runner has polled for 10 s");
        assertThat(byState(job).get(RedriveJob.State.NO_ANSWER)).containsExactly(type + "-1");
        assertThat(byState(job).get(RedriveJob.State.NOT_TRIED)).hasSize(9);
    }

    /// A sender that notes what it sent after sending would call this one not tried: what a crash in between leaves.
    @Test
    void a_request_that_went_out_just_before_its_sender_died_is_known() {
        String group = FailedSagas.write(STORE, type, 3, 0, REMOTE_GONE);
        UUID job = start(new RedrivePlanner(STORE.database()).ofGroup(group).plan(RedriveRequest.Mode.RETRY), QUICK);
        RedriveJob.Item first = jobs.items(job).getFirst();
        List<RedriveJob.State> notedBySender = jobs.items(job).stream().map(RedriveJob.Item::state).toList();

        bench.redrive().request(new RedriveRequest(first.requestId(), first.sagaId(), first.stepNo(), first.attempt(),
                RedriveRequest.Mode.RETRY, "remote is back", "ann"));

        assertThat(notedBySender).containsOnly(RedriveJob.State.NOT_TRIED);
        assertThat(jobs.items(job)).extracting(RedriveJob.Item::state).containsExactly(RedriveJob.State.QUEUED,
                RedriveJob.State.NOT_TRIED, RedriveJob.State.NOT_TRIED);
    }

    @Test
    void a_job_whose_sender_is_killed_is_shown_truly_and_taken_up_where_it_is(@TempDir Path folder) {
        Trials trials = Trials.of("kill -9 of the sender of a job", 3, 100);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            String each = type + "_" + trial;
            String group = FailedSagas.write(STORE, each, 60, 0, REMOTE_GONE);
            UUID job = UUID.randomUUID();
            List<String> told = new ArrayList<>();
            SagaBench runner = new SagaBench(STORE);
            run(runner, each, Integer.MAX_VALUE, null);
            try (ChildProcess sender = ChildProcess.start(folder.resolve("sender.log"), RedriveJobMain.class,
                    STORE.spec().url(), job.toString(), group)) {
                for (int outcomes = 1 + random.nextInt(40); outcomes > 0; outcomes--) {
                    told.add(sender.await("outcome ").substring("outcome ".length()));
                }
                assertThat(driver(new HashSet<>()).drive(job)).isEqualTo(JobDriver.End.DRIVEN_BY_ANOTHER);
                sender.kill();
            }

            Set<String> asked = new HashSet<>(STORE.database().<List<String>>read(tx -> tx.query("""
                    select saga_id from eventscope.operator_action where accepted and saga_id like ? || '-%'""",
                    row -> row.string("saga_id"), each)));
            Set<String> shown = jobs.items(job).stream().filter(item -> item.state() != RedriveJob.State.NOT_TRIED)
                    .map(RedriveJob.Item::sagaId).collect(Collectors.toSet());
            assertThat(shown).isEqualTo(asked).containsAll(told).hasSizeLessThan(60);
            assertThat(jobs.find(job).orElseThrow().status()).isEqualTo(RedriveJob.Status.RUNNING);
            STORE.execute("update eventscope.redrive_job set beat_at = beat_at - interval '16 seconds'");
            assertThat(jobs.find(job).orElseThrow().isDriven(jobs.now())).isFalse();

            assertThat(driver(new HashSet<>()).drive(job)).isEqualTo(JobDriver.End.ENDED);

            assertThat(RedriveJob.counts(jobs.items(job)).get(RedriveJob.State.CONFIRMED)).isEqualTo(60);
            assertThat(order.stream().filter(saga -> saga.startsWith(each + "-"))).doesNotHaveDuplicates().hasSize(60);
            runner.close();
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private UUID start(RedrivePlan plan, Pace pace) {
        UUID job = UUID.randomUUID();
        jobs.start(job, plan, pace, Why.because("remote is back"), "ann");
        return job;
    }

    private JobDriver driver(Set<String> heard) {
        return new JobDriver(STORE.database(), Clock.systemUTC(), "ann", item -> heard.add(item.sagaId()));
    }

    private Map<RedriveJob.State, Set<String>> byState(UUID job) {
        return jobs.items(job).stream().collect(Collectors.groupingBy(RedriveJob.Item::state,
                Collectors.mapping(RedriveJob.Item::sagaId, Collectors.toSet())));
    }

    /// A runner whose `git` succeeds so often and then fails so, or always succeeds.
    private void run(String saga, int successes, @Nullable StepFailed failure) {
        run(bench, saga, successes, failure);
    }

    private void run(SagaBench with, String saga, int successes, @Nullable StepFailed failure) {
        AtomicInteger count = new AtomicInteger();
        StepAction git = context -> {
            order.add(context.sagaId());
            if (failure != null && count.incrementAndGet() > successes) {
                broken.add(context.sagaId());
                throw failure;
            }
            repaired.add(context.sagaId());
        };
        StepAction nothing = _ -> {};
        with.run(new SagaDefinition(saga, List.of(
                new StepDefinition("cache", Effect.IDEMPOTENT, RetryPolicy.never(), nothing, null),
                new StepDefinition("git", Effect.IDEMPOTENT, RetryPolicy.never(), git, null),
                new StepDefinition("index", Effect.IDEMPOTENT, RetryPolicy.never(), nothing, null))));
    }
}
