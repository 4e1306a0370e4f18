package dev.eventscope.saga;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.Tx;

/// Reads sagas as they stand: lists, one with its attempts, groups of failures, counts.
///
/// Shape: each call is one short read-only transaction.
/// Errors: [dev.eventscope.store.StoreUnusable] where the store has no sagas.
/// Threads: safe from any thread; blocks.
public final class SagaReader {

    private static final int MOST_CAUSED = 200;
    private static final int MOST_ACTIONS = 200;

    private final Database database;

    public SagaReader(Database database) {
        this.database = database;
    }

    /// A page of sagas with their steps, without attempts; latest change first.
    public List<SagaInstance> list(SagaQuery query) {
        return database.read(tx -> {
            List<String> statuses = query.statuses().stream().map(SagaStatus::code).toList();
            SagaQuery.After after = query.after();
            List<SagaInstance> bare = tx.query(
                    SagaRows.SAGA
                            + """
                                    where (?::text is null or g.type = ?)
                                      and (cardinality(?::text[]) = 0 or g.status = any (?::text[]))
                                      and (?::timestamptz is null or (g.updated_at, g.saga_id) < (?::timestamptz, ?::text))
                                      and (?::text is null or exists (
                                           select from eventscope.saga_step f
                                           where f.saga_id = g.saga_id and f.failure_group = ? and f.status in ('failed', 'unknown', 'compensation_failed')))
                                    order by g.updated_at desc, g.saga_id desc
                                    limit ?""",
                    SagaRows::saga, query.type(), query.type(), statuses, statuses,
                    after == null ? null : after.updatedAt(), after == null ? null : after.updatedAt(),
                    after == null ? null : after.sagaId(), query.group(), query.group(), query.limit());
            Map<String, List<SagaStep>> steps = steps(tx, bare.stream().map(SagaInstance::sagaId).toList());
            return bare.stream().map(saga -> SagaRows.with(saga, steps.getOrDefault(saga.sagaId(), List.of())))
                    .toList();
        });
    }

    /// One saga with its steps and all their attempts.
    public Optional<SagaInstance> find(String sagaId) {
        return database.read(tx -> tx.queryOne(SagaRows.SAGA + "where g.saga_id = ?", SagaRows::saga, sagaId)
                .map(saga -> SagaRows.with(saga, stepsWithAttempts(tx, sagaId))));
    }

    /// The groups of what is failed now, largest first, then those that were re-driven and are quiet since.
    public List<FailureGroup> groups() {
        return database.read(FailureGroups::read);
    }

    /// How many sagas each group of failures stopped, in equal stretches of time; groups without any are left out.
    ///
    /// Units: `from` inclusive, `to` exclusive, by the server's clock.
    public Map<String, List<Integer>> stopsOverTime(Instant from, Instant to, int stretches) {
        return database.read(tx -> {
            Map<String, int[]> counts = new LinkedHashMap<>();
            tx.forEach("""
                    select failure_group,
                           width_bucket(extract(epoch from ended_at), extract(epoch from ?::timestamptz),
                                        extract(epoch from ?::timestamptz), ?) as stretch, count(*) as stops
                    from eventscope.saga_attempt
                    where stopped_saga and failure_group is not null and ended_at >= ? and ended_at < ?
                    group by 1, 2""",
                    row -> counts.computeIfAbsent(row.string("failure_group"), _ -> new int[stretches])[row
                            .intValue("stretch") - 1] = (int) row.longValue("stops"),
                    from, to, stretches, from, to);
            Map<String, List<Integer>> answer = new LinkedHashMap<>();
            counts.forEach((group, stops) -> answer.put(group, Arrays.stream(stops).boxed().toList()));
            return answer;
        });
    }

    /// How many sagas are in each state; every state is there.
    public Map<SagaStatus, Long> counts() {
        return database.read(tx -> {
            Map<SagaStatus, Long> counts = new EnumMap<>(SagaStatus.class);
            for (SagaStatus status : SagaStatus.values()) {
                counts.put(status, 0L);
            }
            tx.forEach("select status, count(*) as sagas from eventscope.saga group by status",
                    row -> counts.put(SagaStatus.of(row.string("status")), row.longValue("sagas")));
            return counts;
        });
    }

    /// When any runner last looked for work, by server clock; empty where none ever did.
    public Optional<Instant> runnerLastPolled() {
        return database.read(tx -> tx.query("select max(polled_at) as at from eventscope.saga_runner",
                row -> Optional.ofNullable(row.nullableInstant("at"))).getFirst());
    }

    /// What the saga's events caused in other streams, in order; at most 200.
    public List<CausedEvent> caused(String sagaId) {
        return database.read(tx -> tx.query("""
                select e.position, e.event_id, e.stream, e.version, e.type, e.recorded_at, a.name
                from eventscope.event c
                join eventscope.event e on e.causation_id = c.event_id and e.stream <> c.stream
                left join (
                    select t.started_event_id, t.ended_event_id, s.name
                    from eventscope.saga_attempt t
                    join eventscope.saga_step s on s.saga_id = t.saga_id and s.no = t.no
                    where t.saga_id = ?) a on c.event_id in (a.started_event_id, a.ended_event_id)
                where c.stream = ?
                order by e.position
                limit ?""", row -> new CausedEvent(row.longValue("position"), row.uuid("event_id").toString(),
                new StreamId(row.string("stream")), row.longValue("version"), row.string("type"),
                row.instant("recorded_at"), row.nullableString("name")), sagaId, sagaId, MOST_CAUSED));
    }

    /// What operators had done to the saga, oldest first; at most 200. What was refused is left out: it changed nothing.
    public List<OperatorAction> actions(String sagaId) {
        return database.read(tx -> tx.query("""
                select request_id, at, actor, db_user, mode, step_no, reason, evidence
                from eventscope.operator_action
                where saga_id = ? and action = 'redrive' and accepted
                order by action_no
                limit ?""", row -> new OperatorAction(row.uuid("request_id"), row.instant("at"), row.string("actor"),
                row.string("db_user"), RedriveRequest.Mode.of(row.string("mode")), row.intValue("step_no"),
                row.string("reason"), row.nullableString("evidence")), sagaId, MOST_ACTIONS));
    }

    /// What may be asked for about each step, by the rules that asking itself goes by.
    public List<RedriveOffer> offers(String sagaId) {
        return database
                .read(tx -> tx.query("select no, mode, refusal, needs_evidence from eventscope.redrive_offers(?)",
                        row -> new RedriveOffer(row.intValue("no"), RedriveRequest.Mode.of(row.string("mode")),
                                refusal(row.nullableString("refusal")), row.booleanValue("needs_evidence")),
                        sagaId));
    }

    private static RedriveRefused.@Nullable Reason refusal(@Nullable String code) {
        return code == null ? null : RedriveRefused.Reason.of(code);
    }

    private static Map<String, List<SagaStep>> steps(Tx tx, List<String> sagaIds) {
        Map<String, List<SagaStep>> steps = new LinkedHashMap<>();
        tx.forEach(SagaRows.STEP + "where s.saga_id = any (?::text[]) order by s.saga_id, s.no",
                row -> steps.computeIfAbsent(row.string("saga_id"), _ -> new ArrayList<>()).add(SagaRows.step(row)),
                sagaIds);
        return steps;
    }

    private static List<SagaStep> stepsWithAttempts(Tx tx, String sagaId) {
        Map<Integer, List<SagaAttempt>> attempts = tx.query(SagaRows.ATTEMPT + """
                where a.saga_id = ?
                order by a.no, a.attempt""", row -> Map.entry(row.intValue("no"), SagaRows.attempt(row)), sagaId)
                .stream().collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return steps(tx, List.of(sagaId)).getOrDefault(sagaId, List.of()).stream()
                .map(step -> step.withAttempts(attempts.getOrDefault(step.no(), List.of()))).toList();
    }
}
