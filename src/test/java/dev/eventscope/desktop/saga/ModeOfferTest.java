package dev.eventscope.desktop.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.fx.Times;
import dev.eventscope.event.Json;
import dev.eventscope.saga.Effect;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveOffer;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.saga.RetryPolicy;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.SagaInstance;
import dev.eventscope.saga.SagaReader;
import dev.eventscope.saga.SagaStatus;
import dev.eventscope.saga.SagaStep;
import dev.eventscope.saga.Sagas;
import dev.eventscope.saga.StepAction;
import dev.eventscope.saga.StepDefinition;
import dev.eventscope.saga.StepFailed;
import dev.eventscope.saga.StepStatus;
import dev.eventscope.store.StoreException;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What is offered is what the database accepts: tried on a saga in each state there is.
class ModeOfferTest {

    /// Thrown to take back what was only tried.
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @RegisterExtension
    static final RunningSagas RUNNING = new RunningSagas();

    private static final TestStore STORE = RUNNING.store();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final StepAction NOTHING = _ -> {};
    private static final StepAction HANGS = _ -> NEVER.await();
    private static final StepAction FAILS = _ -> {
        throw new StepFailed("Broken", "broken", false);
    };

    @BeforeAll
    static void bring_a_saga_into_each_state() {
        StepDefinition cache = step("cache", Effect.IDEMPOTENT, NOTHING).undoneBy(NOTHING);
        StepDefinition search = step("search", Effect.IDEMPOTENT, NOTHING);
        StepDefinition broken = step("git", Effect.IDEMPOTENT, FAILS);
        StepDefinition unsafe = step("pay", Effect.UNSAFE, HANGS).within(Duration.ofMillis(30));
        List<SagaDefinition> sagas = List.of(saga("completed", cache, search), saga("failed", cache, broken, search),
                saga("lastfailed", cache, broken), saga("unknown", cache, unsafe, search),
                saga("waiting", cache, new StepDefinition("git", Effect.IDEMPOTENT,
                        RetryPolicy.doubling(3, Duration.ofHours(2)), _ -> {
                            throw new StepFailed("Busy", "busy", true);
                        }, null)),
                saga("hangs", cache, step("git", Effect.IDEMPOTENT, HANGS)),
                saga("cancelled", cache, broken), saga("compensated", cache, broken),
                saga("skipped", cache, broken, step("index", Effect.IDEMPOTENT, FAILS)),
                saga("notundone", step("cache", Effect.IDEMPOTENT, NOTHING).undoneBy(FAILS), broken),
                saga("undoes", step("cache", Effect.IDEMPOTENT, NOTHING).undoneBy(HANGS), broken));
        SagaDefinition lonely = saga("lonely", cache, search);
        sagas.forEach(ModeOfferTest::start);
        start(lonely);
        RUNNING.run(sagas);
        List.of("failed", "lastfailed", "unknown", "cancelled", "compensated", "skipped", "notundone", "undoes")
                .forEach(type -> awaitStatus(type, SagaStatus.FAILED));
        ask("cancelled", 2, Mode.CANCEL);
        ask("compensated", 2, Mode.COMPENSATE);
        ask("notundone", 2, Mode.COMPENSATE);
        ask("undoes", 2, Mode.COMPENSATE);
        ask("skipped", 2, Mode.SKIP);
        awaitStatus("compensated", SagaStatus.COMPENSATED);
        awaitStatus("notundone", SagaStatus.COMPENSATION_FAILED);
        awaitStatus("skipped", SagaStatus.FAILED);
        awaitStatus("waiting", SagaStatus.WAITING);
        awaitStatus("completed", SagaStatus.COMPLETED);
        awaitRunning("undoes", 1);
        awaitRunning("hangs", 2);
        start(saga("paused", cache, search));
        ask("paused", 1, Mode.PAUSE);
    }

    @AfterAll
    static void stop() {
        NEVER.countDown();
    }

    @Test
    void what_is_offered_is_accepted_and_nothing_else_in_every_state() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (String type : List.of("completed", "failed", "lastfailed", "unknown", "waiting", "hangs", "cancelled",
                "compensated", "skipped", "notundone", "undoes", "lonely", "paused")) {
            SagaInstance saga = find(type);
            for (SagaStep step : saga.steps()) {
                for (ModeOffer offer : ModeOffer.of(saga, step, offers(saga), Times.UTC)) {
                    tried++;
                    if (accepts(saga, step, offer.mode(), "seen") != offer.isAllowed()) {
                        wrong.add(type + " " + step.name() + " " + offer);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(200);
    }

    @Test
    void evidence_is_asked_for_where_the_database_wants_it() {
        SagaInstance saga = find("unknown");
        SagaStep pay = saga.step(2).orElseThrow();

        List<Mode> needs = ModeOffer.of(saga, pay, offers(saga), Times.UTC).stream().filter(ModeOffer::needsEvidence)
                .map(ModeOffer::mode).toList();

        assertThat(pay.status()).isEqualTo(StepStatus.UNKNOWN);
        assertThat(needs).containsExactly(Mode.RETRY, Mode.SKIP, Mode.SUCCEEDED);
        assertThat(needs).noneMatch(mode -> accepts(saga, pay, mode, null));
        assertThat(List.of(Mode.COMPENSATE, Mode.CANCEL)).allMatch(mode -> accepts(saga, pay, mode, null));
    }

    @Test
    void the_first_choice_never_gives_anything_up() {
        assertThat(first("failed", 2)).isEqualTo(Mode.RETRY);
        assertThat(first("notundone", 1)).isEqualTo(Mode.COMPENSATE);
        assertThat(first("paused", 1)).isEqualTo(Mode.RESUME);
        assertThat(first("lonely", 1)).isEqualTo(Mode.PAUSE);
        assertThat(first("completed", 1)).isNull();
    }

    @Test
    void what_undoing_would_do_is_what_it_did() {
        SagaInstance before = find("failed");
        Consequences told = consequences(before, 2, Mode.COMPENSATE);

        assertThat(told.counts()).extracting(Consequences.Count::value).containsExactly(1L, 0L, 1L, 0L);
        assertThat(told.lines()).extracting(Consequences.Line::text).contains("Undone, the last first: cache.");
        assertThat(find("compensated").steps()).extracting(SagaStep::status).containsExactly(StepStatus.COMPENSATED,
                StepStatus.FAILED);
    }

    @Test
    void what_cannot_be_undone_and_what_may_have_happened_is_told_before() {
        Consequences unsafe = consequences(find("unknown"), 2, Mode.RETRY);
        Consequences skipped = consequences(find("lastfailed"), 2, Mode.SKIP);

        assertThat(unsafe.lines()).contains(new Consequences.Line(
                "Unsafe: it may have happened, and running it again may do it twice.", true));
        assertThat(skipped.counts().getFirst()).isEqualTo(new Consequences.Count(2, "events written"));
        assertThat(skipped.lines()).extracting(Consequences.Line::text).contains("The saga is completed.");
    }

    private static Mode first(String type, int step) {
        SagaInstance saga = find(type);
        return ModeOffer
                .first(ModeOffer.of(saga, saga.step(step).orElseThrow(), offers(saga), Times.UTC), saga.status())
                .orElse(null);
    }

    private static Consequences consequences(SagaInstance saga, int step, Mode mode) {
        SagaShown shown = new SagaShown(saga, null, null, List.of(), List.of(), List.of(), null);
        return Consequences.of(shown, saga.step(step).orElseThrow(), mode, Instant.EPOCH);
    }

    /// Whether the database would do it, without doing it.
    private static boolean accepts(SagaInstance saga, SagaStep step, Mode mode, String evidence) {
        boolean[] accepted = new boolean[1];
        try {
            STORE.database().write(tx -> {
                accepted[0] = tx.query(
                        "select accepted from eventscope.redrive_step(?, ?, ?, ?, ?, 'why', 'ines', ?)",
                        row -> row.booleanValue("accepted"), UUID.randomUUID(), saga.sagaId(), step.no(),
                        step.attempt(), mode.code(), evidence).getFirst();
                throw new TakenBack();
            });
        } catch (TakenBack | StoreException _) {
            // Nothing of it stays.
        }
        return accepted[0];
    }

    private static SagaDefinition saga(String type, StepDefinition... steps) {
        return new SagaDefinition(type, List.of(steps));
    }

    private static StepDefinition step(String name, Effect effect, StepAction action) {
        return new StepDefinition(name, effect, RetryPolicy.never(), action, null);
    }

    private static void start(SagaDefinition saga) {
        STORE.database().write(
                tx -> Sagas.start(tx, saga, saga.type() + "-1", Json.object(), null, UUID.randomUUID()));
    }

    private static void ask(String type, int step, Mode mode) {
        new Redrive(STORE.database()).request(new RedriveRequest(UUID.randomUUID(), type + "-1", step,
                find(type).step(step).orElseThrow().attempt(), mode, "why", "ines",
                mode.needsEvidence() ? "seen" : null));
    }

    private static List<RedriveOffer> offers(SagaInstance saga) {
        return new SagaReader(STORE.database()).offers(saga.sagaId());
    }

    private static SagaInstance find(String type) {
        return new SagaReader(STORE.database()).find(type + "-1").orElseThrow();
    }

    private static void awaitStatus(String type, SagaStatus status) {
        await(type + " is " + status).atMost(Duration.ofSeconds(30)).until(() -> find(type).status() == status);
    }

    private static void awaitRunning(String type, int step) {
        await("step " + step + " of " + type + " runs").atMost(Duration.ofSeconds(30))
                .until(() -> find(type).step(step).orElseThrow().status() == StepStatus.RUNNING);
    }
}
