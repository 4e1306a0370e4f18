package dev.eventscope.saga;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/// A store with a runner, and steps that do what a test tells them.
final class SagaBench implements AutoCloseable {

    static final RetryPolicy QUICK = RetryPolicy.doubling(3, Duration.ofMillis(20));
    static final SagaRunner.Timing TIMING = new SagaRunner.Timing(Duration.ofMillis(20), Duration.ofMillis(50),
            Duration.ofSeconds(20), Duration.ofSeconds(10));
    static final StepResult SUCCEEDED = new StepResult.Succeeded(Duration.ZERO, List.of(), null);
    static final StepResult FAILED_FOR_GOOD = new StepResult.Failed(new StepError("Broken", "broken"), false, null,
            false);

    private final TestStore store;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, StepAction> actions = new ConcurrentHashMap<>();
    private @Nullable SagaRunner runner;

    SagaBench(TestStore store) {
        this.store = store;
    }

    Database database() {
        return store.database();
    }

    SagaReader reader() {
        return new SagaReader(database());
    }

    Redrive redrive() {
        return new Redrive(database());
    }

    /// A saga of a type of its own, with steps that succeed until told otherwise.
    SagaDefinition saga(String type, Effect effect, String... steps) {
        return new SagaDefinition(type, Arrays.stream(steps).map(step -> new StepDefinition(step, effect, QUICK,
                context -> actions.getOrDefault(context.sagaId() + "/" + step, _ -> {}).run(context), null)).toList());
    }

    /// … whose steps can be undone, which also succeeds until told otherwise.
    SagaDefinition undoable(String type, Effect effect, String... steps) {
        return new SagaDefinition(type, saga(type, effect, steps).steps().stream().map(step -> step.undoneBy(
                context -> actions.getOrDefault(context.sagaId() + "/undo " + step.name(), _ -> {}).run(context)))
                .toList());
    }

    /// What a runner of that name takes and then does nothing with.
    Leases leases(String runner, Duration length, SagaDefinition... definitions) {
        return new Leases(database(), new Definitions(List.of(definitions)), runner, length);
    }

    /// Does once what a runner does each second: takes over what has expired. Answers whether there was anything.
    boolean sweep(SagaDefinition... definitions) {
        Definitions known = new Definitions(List.of(definitions));
        return new Sweep(database(), known, new StepRun(known, RunnerSetting.of("sweeper", Clock.systemUTC()))).once();
    }

    boolean record(StepLease lease, StepResult result) {
        return database().write(tx -> Outcomes.record(tx, lease, result));
    }

    void when(String sagaId, String step, StepAction action) {
        actions.put(sagaId + "/" + step, action);
    }

    void whenUndoing(String sagaId, String step, StepAction action) {
        when(sagaId, "undo " + step, action);
    }

    String start(SagaDefinition definition) {
        String id = definition.type() + "-" + UUID.randomUUID();
        start(definition, id);
        return id;
    }

    boolean start(SagaDefinition definition, String id) {
        return database().write(
                tx -> Sagas.start(tx, definition, id, Json.object().put("path", "docs/a.md"), null, UUID.randomUUID()));
    }

    void run(SagaDefinition... definitions) {
        runner = newRunner("test-runner", TIMING, definitions);
    }

    SagaRunner newRunner(String name, SagaRunner.Timing timing, SagaDefinition... definitions) {
        return newRunner(RunnerSetting.of(name, Clock.systemUTC()), timing, definitions);
    }

    SagaRunner newRunner(RunnerSetting setting, SagaRunner.Timing timing, SagaDefinition... definitions) {
        return new SagaRunner(database(), List.of(definitions), setting, executor, timing);
    }

    /// … on a connection of another user.
    SagaRunner newRunner(Database as, SagaDefinition... definitions) {
        return new SagaRunner(as, List.of(definitions), RunnerSetting.of("as-" + as.spec().user(), Clock.systemUTC()),
                executor, TIMING);
    }

    SagaInstance find(String sagaId) {
        return reader().find(sagaId).orElseThrow();
    }

    SagaInstance awaitStatus(String sagaId, SagaStatus status) {
        await("saga " + sagaId + " is " + status).atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20)).until(() -> find(sagaId).status() == status);
        return find(sagaId);
    }

    RedriveOutcome awaitOutcome(UUID requestId, RedriveOutcome.State state) {
        return await("re-drive is " + state).atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20))
                .until(() -> redrive().outcome(requestId).orElseThrow(), outcome -> outcome.state() == state);
    }

    /// A request for the step as it is now.
    RedriveRequest request(String sagaId, int no) {
        return request(sagaId, no, RedriveRequest.Mode.RETRY, null);
    }

    RedriveRequest request(String sagaId, int no, RedriveRequest.Mode mode, @Nullable String evidence) {
        int attempt = find(sagaId).step(no).map(SagaStep::attempt).orElse(0);
        return new RedriveRequest(UUID.randomUUID(), sagaId, no, attempt, mode, "remote is back", "ines", evidence);
    }

    /// Why the request is refused.
    RedriveRefused refusal(RedriveRequest request) {
        return catchThrowableOfType(RedriveRefused.class, () -> redrive().request(request));
    }

    /// Whether each event of a saga, but the first, is caused by another one of the saga that came before it.
    boolean isCausedInOrder(String sagaId) {
        List<EventHeader> events = events(sagaId);
        return IntStream.range(1, events.size()).allMatch(i -> events.get(i).cause() instanceof Cause.ById(var cause)
                && events.subList(0, i).stream().anyMatch(event -> event.id().equals(cause)));
    }

    List<EventHeader> events(String sagaId) {
        return store.reader().readHeaders(EventQuery.forward(EventScope.stream(new StreamId(sagaId)), 1_000));
    }

    List<String> types(String sagaId) {
        return events(sagaId).stream().map(EventHeader::type).toList();
    }

    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
        executor.shutdownNow();
    }
}
