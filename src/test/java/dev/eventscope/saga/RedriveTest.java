package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RedriveTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final AtomicInteger TYPES = new AtomicInteger();

    private final SagaBench bench = new SagaBench(STORE);
    private final String type = "r" + TYPES.incrementAndGet();
    private final SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "cache", "git", "index");
    private final AtomicBoolean remoteThere = new AtomicBoolean();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_redrive_that_does_not_help_is_one_more_attempt_and_failed_again() {
        String id = failedSaga();

        UUID request = bench.redrive().request(bench.request(id, 2));

        RedriveOutcome outcome = bench.awaitOutcome(request, RedriveOutcome.State.FAILED_AGAIN);
        assertThat(outcome.attempt()).isEqualTo(4);
        assertThat(outcome.error()).isEqualTo(new StepError("RemoteNotFound", "remote docs: no repository"));
        assertThat(bench.find(id).status()).isEqualTo(SagaStatus.FAILED);
        assertThat(bench.types(id)).endsWith("SagaFailed", "StepRedriven", "StepStarted", "StepFailed", "SagaFailed");
    }

    @Test
    void a_redrive_that_helps_is_confirmed_and_the_saga_goes_on() {
        String id = failedSaga();
        remoteThere.set(true);

        UUID request = bench.redrive().request(bench.request(id, 2));

        assertThat(bench.awaitOutcome(request, RedriveOutcome.State.CONFIRMED).attempt()).isEqualTo(4);
        SagaInstance done = bench.awaitStatus(id, SagaStatus.COMPLETED);
        assertThat(done.step(2).orElseThrow().attempts().getLast().requestId()).isEqualTo(request);
        List<EventHeader> events = bench.events(id);
        int redriven = bench.types(id).indexOf("StepRedriven");
        assertThat(events.get(redriven + 1).type()).isEqualTo("StepStarted");
        assertThat(events.get(redriven + 1).cause()).isEqualTo(new Cause.ById(events.get(redriven).id()));
        JsonNode payload = payload(events.get(redriven).id());
        assertThat(payload.get("reason").textValue()).isEqualTo("remote is back");
        assertThat(payload.get("request_id").textValue()).isEqualTo(request.toString());
    }

    @Test
    void a_second_redrive_of_what_is_done_is_refused_and_says_who_was_first() {
        String id = failedSaga();
        remoteThere.set(true);
        UUID first = bench.redrive().request(bench.request(id, 2));
        bench.awaitOutcome(first, RedriveOutcome.State.CONFIRMED);
        bench.awaitStatus(id, SagaStatus.COMPLETED);

        RedriveRefused refused = refusal(bench.request(id, 2));

        assertThat(refused.reason()).isEqualTo(RedriveRefused.Reason.NOT_FAILED);
        assertThat(refused).hasMessageContaining("is not failed any more: it is succeeded, the saga completed")
                .hasMessageContaining("re-driven by ines, database user postgres at ");
    }

    @Test
    void the_same_request_gets_its_first_answer_whatever_happened_since() {
        String id = failedSaga();
        remoteThere.set(true);
        RedriveRequest accepted = bench.request(id, 2);
        bench.redrive().request(accepted);
        bench.awaitStatus(id, SagaStatus.COMPLETED);
        RedriveRequest late = bench.request(id, 2);
        RedriveRefused first = refusal(late);

        RedriveRefused again = refusal(late);

        assertThat(bench.redrive().request(accepted)).isEqualTo(accepted.requestId());
        assertThat(again).hasMessage(first.getMessage());
        assertThat(bench.types(id)).filteredOn("StepRedriven"::equals).hasSize(1);
        assertThat(audited(id)).containsExactly(true, false);
    }

    @Test
    void a_request_id_is_not_taken_for_another_step() {
        String id = failedSaga();
        RedriveRequest request = bench.request(id, 2);
        bench.redrive().request(request);
        RedriveRequest other = new RedriveRequest(request.requestId(), id, 1, 1, RedriveRequest.Mode.RETRY, "x",
                "ines");

        assertThat(refusal(other).reason()).isEqualTo(RedriveRefused.Reason.REQUEST_ID_USED);
    }

    @Test
    void of_many_operators_at_once_one_wins_and_the_others_are_told_who() throws Exception {
        String id = failedSagaWithoutRunner();
        List<RedriveRequest> requests = IntStream.range(0, 6).mapToObj(_ -> bench.request(id, 1)).toList();
        CountDownLatch go = new CountDownLatch(1);

        try (ExecutorService operators = Executors.newCachedThreadPool()) {
            List<Future<RedriveRefused>> answers = requests.stream().map(request -> operators.submit(() -> {
                go.await();
                try {
                    bench.redrive().request(request);
                    return null;
                } catch (RedriveRefused e) {
                    return e;
                }
            })).toList();
            go.countDown();
            int accepted = 0;
            for (Future<RedriveRefused> answer : answers) {
                RedriveRefused refused = answer.get();
                if (refused == null) {
                    accepted++;
                } else {
                    assertThat(refused.reason()).isEqualTo(RedriveRefused.Reason.OTHER_FIRST);
                    assertThat(refused).hasMessageContaining("another operator was first")
                            .hasMessageContaining("ines, database user postgres");
                }
            }
            assertThat(accepted).isEqualTo(1);
        }
        assertThat(bench.types(id)).filteredOn("StepRedriven"::equals).hasSize(1);
        assertThat(audited(id)).hasSize(6);
    }

    @Test
    void a_step_that_runs_is_not_redriven_and_the_lease_is_named() {
        String id = failedSaga();
        CountDownLatch go = new CountDownLatch(1);
        bench.when(id, "git", _ -> go.await());
        UUID first = bench.redrive().request(bench.request(id, 2));
        bench.awaitOutcome(first, RedriveOutcome.State.PICKED_UP);

        RedriveRefused refused = refusal(bench.request(id, 2));

        go.countDown();
        assertThat(refused.reason()).isEqualTo(RedriveRefused.Reason.RUNNING);
        assertThat(refused).hasMessageContaining("is being run right now, leased until ");
        bench.awaitOutcome(first, RedriveOutcome.State.CONFIRMED);
    }

    @Test
    void refusals_name_what_is_not_there_and_what_has_begun() {
        String id = failedSagaWithoutRunner();
        RedriveRequest request = bench.request(id, 1);

        assertThat(refusal(request("no-such-saga", 1)).reason()).isEqualTo(RedriveRefused.Reason.UNKNOWN_SAGA);
        assertThat(refusal(request(id, 9)).reason()).isEqualTo(RedriveRefused.Reason.UNKNOWN_STEP);
        assertThat(refusal(request(id, 2)).reason()).isEqualTo(RedriveRefused.Reason.NOT_FAILED);
        STORE.execute("update eventscope.saga set status = 'compensating' where saga_id = '" + id + "'");
        assertThat(refusal(request).reason()).isEqualTo(RedriveRefused.Reason.COMPENSATION_BEGUN);
    }

    @Test
    void an_unsafe_step_that_may_have_happened_is_not_redriven() {
        SagaDefinition unsafe = bench.saga(type + "u", Effect.UNSAFE, "pay");
        String id = bench.start(unsafe);
        bench.leases("dying", Duration.ZERO, unsafe).take();
        bench.run(unsafe);
        bench.awaitStatus(id, SagaStatus.FAILED);

        assertThat(refusal(bench.request(id, 1)).reason()).isEqualTo(RedriveRefused.Reason.NEEDS_EVIDENCE);
    }

    @Test
    void without_a_runner_a_redrive_is_queued_and_then_has_no_answer() {
        String id = failedSagaWithoutRunner();

        UUID request = bench.redrive().request(bench.request(id, 1));

        assertThat(bench.redrive().outcome(request).orElseThrow().state()).isEqualTo(RedriveOutcome.State.QUEUED);
        STORE.execute("alter table eventscope.operator_action disable trigger user;"
                + "update eventscope.operator_action set at = at - interval '11 seconds' where request_id = '" + request
                + "'; alter table eventscope.operator_action enable always trigger chain_action;"
                + "alter table eventscope.operator_action enable always trigger refuse_action_change");
        assertThat(bench.redrive().outcome(request).orElseThrow().state()).isEqualTo(RedriveOutcome.State.NO_ANSWER);
    }

    @Test
    void a_request_that_something_else_overtook_is_superseded() {
        String id = failedSagaWithoutRunner();
        UUID request = bench.redrive().request(bench.request(id, 1));
        STORE.execute("update eventscope.saga_step set status = 'skipped', due_at = null where saga_id = '" + id
                + "' and no = 1");

        assertThat(bench.redrive().outcome(request).orElseThrow().state()).isEqualTo(RedriveOutcome.State.SUPERSEDED);
    }

    @Test
    void an_unknown_request_has_no_outcome() {
        assertThat(bench.redrive().outcome(UUID.randomUUID())).isEmpty();
    }

    @Test
    void failures_that_differ_in_ids_and_numbers_are_one_group() {
        String first = failedSaga();
        String second = bench.start(saga);
        failing(second);
        bench.awaitStatus(second, SagaStatus.FAILED);

        FailureGroup group = bench.reader().groups().stream().filter(g -> g.type().equals(type)).findFirst()
                .orElseThrow();

        assertThat(group.count()).isEqualTo(2);
        assertThat(group.step()).isEqualTo("git");
        assertThat(group.errorClass()).isEqualTo("RemoteNotFound");
        assertThat(bench.reader().list(SagaQuery.all(10).withGroup(group.id()))).extracting(SagaInstance::sagaId)
                .containsExactly(second, first);
        assertThat(Fingerprint.normalise("push of 9c41f7e01234 failed after 31 ms"))
                .isEqualTo(Fingerprint.normalise("push of 77aa01f7e012 failed after 4 ms"));
    }

    @Test
    void a_group_remembers_what_its_redrives_gave_when_it_is_quiet() {
        String id = failedSaga();
        remoteThere.set(true);
        bench.awaitOutcome(bench.redrive().request(bench.request(id, 2)), RedriveOutcome.State.CONFIRMED);

        FailureGroup group = bench.reader().groups().stream().filter(g -> g.type().equals(type)).findFirst()
                .orElseThrow();

        assertThat(List.of(group.count(), group.redriven(), group.confirmed())).containsExactly(0L, 1L, 1L);
    }

    @Test
    void pages_of_sagas_follow_each_other_without_a_gap() {
        List<String> ids = IntStream.range(0, 5).mapToObj(_ -> bench.start(saga)).toList();
        SagaQuery query = SagaQuery.all(2).withType(type).withStatuses(Set.of(SagaStatus.RUNNING));

        List<SagaInstance> first = bench.reader().list(query);
        List<SagaInstance> second = bench.reader().list(query.after(SagaQuery.After.of(first.getLast())));
        List<SagaInstance> third = bench.reader().list(query.after(SagaQuery.After.of(second.getLast())));

        assertThat(IntStream.range(0, 3).mapToObj(i -> List.of(first, second, third).get(i)).flatMap(List::stream)
                .map(SagaInstance::sagaId)).containsExactlyElementsOf(ids.reversed());
    }

    @Test
    void the_function_refuses_what_it_does_not_offer() {
        assertThatThrownBy(() -> bench.database().write(tx -> tx.query(
                "select accepted from eventscope.redrive_step(gen_random_uuid(), 'x', 1, 1, 'dance', 'why', 'me')",
                row -> row.booleanValue("accepted")))).isInstanceOf(StatementRefused.class);
    }

    private String failedSaga() {
        String id = bench.start(saga);
        failing(id);
        bench.run(saga);
        bench.awaitStatus(id, SagaStatus.FAILED);
        return id;
    }

    private void failing(String id) {
        bench.when(id, "git", _ -> {
            if (!remoteThere.get()) {
                throw new StepFailed("RemoteNotFound", "remote docs: no repository", true);
            }
        });
    }

    private String failedSagaWithoutRunner() {
        String id = bench.start(saga);
        StepLease lease = bench.leases("gone", Duration.ofSeconds(30), saga).take().orElseThrow();
        bench.record(lease, SagaBench.FAILED_FOR_GOOD);
        return id;
    }

    private RedriveRequest request(String id, int no) {
        return new RedriveRequest(UUID.randomUUID(), id, no, 1, RedriveRequest.Mode.RETRY, "try", "ines");
    }

    private RedriveRefused refusal(RedriveRequest request) {
        return catchThrowableOfType(RedriveRefused.class, () -> bench.redrive().request(request));
    }

    private List<Boolean> audited(String id) {
        return bench.database().read(tx -> tx.query("""
                select accepted from eventscope.operator_action where saga_id = ? order by action_no""",
                row -> row.booleanValue("accepted"), id));
    }

    private JsonNode payload(String eventId) {
        String text = bench.database().read(tx -> tx.query(
                "select payload from eventscope.event where event_id = ?::uuid", row -> row.string("payload"), eventId)
                .getFirst());
        try {
            return Json.read(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
