package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.saga.RedriveRefused.Reason;
import dev.eventscope.saga.RedriveRequest.Mode;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;

/// Finds the sagas that many things at once could be asked about, and what each of them allows. Reads only.
///
/// Threads: safe from any thread; blocks.
public final class RedrivePlanner {

    /// More than this in one job is no plan that a person has looked at.
    public static final int MOST = 50_000;

    /// The states in which a saga waits for a person.
    public static final Set<SagaStatus> FAILING = Set.of(SagaStatus.FAILED, SagaStatus.COMPENSATION_FAILED);

    private static final List<Mode> MODES = List.of(Mode.values());

    /// Every saga that has not ended, oldest first, with the step it stands at where it is in one of the states and of the
    /// group that are wanted. `|| ''` keeps the index on groups out: before the tables are analyzed it would be read anew
    /// for every saga.
    private static final String OPEN = """
            select g.saga_id, g.type, g.correlation_id, g.started_at, g.updated_at, case when ? then g.data end as data,
                   e.stream as aggregate, (s.step).no, (s.step).name, (s.step).attempt, (s.step).status, (s.step).effect,
                   n.done, n.after, n.to_undo,
                   case when (s.step).no is not null then eventscope.redrive_refusals(g, s.step, ?::text[]) end as refusals,
                   (select min(a.started_at) from eventscope.saga_attempt a
                    where a.saga_id = (s.step).saga_id and a.no = (s.step).no) as key_since
            from eventscope.saga g
            left join eventscope.event e on e.event_id = g.trigger_event_id
            left join lateral (
                select f as step from eventscope.saga_step f
                where g.status = any (?::text[]) and f.saga_id = g.saga_id
                  and (?::text is null or f.failure_group || '' = ?::text)
                  and case g.status when 'failed' then f.status in ('failed', 'unknown') and f.due_at is null
                                    when 'compensation_failed' then f.status = 'compensation_failed'
                                    else true end
                order by f.status in ('succeeded', 'skipped'), f.no
                limit 1) s on true
            left join lateral (
                select count(*) filter (where x.status = 'succeeded') as done,
                       count(*) filter (where x.no > (s.step).no) as after,
                       count(*) filter (where case g.status
                           when 'compensation_failed' then x.compensating and x.status <> 'compensated'
                           else x.undoable and (x.status = 'succeeded'
                                                or x.touched and x.effect <> 'local_transaction') end) as to_undo
                from eventscope.saga_step x
                where (s.step).no is not null and x.saga_id = g.saga_id) n on true
            where g.status in ('running', 'waiting', 'failed', 'paused', 'compensating', 'compensation_failed')
              and ((s.step).no is not null or e.stream is not null)
            order by g.started_at, g.saga_id""";

    /// What is to be found: of a group, or all that a predicate lets through.
    private record Wanted(String scope, @Nullable String group, Set<SagaStatus> statuses, boolean withData,
            Predicate<Row> rows) {}

    private final Database database;

    public RedrivePlanner(Database database) {
        this.database = database;
    }

    /// Every saga that is failed in this way now, or could not be undone.
    ///
    /// Errors: [PlanTooLarge].
    public RedriveCandidates ofGroup(String group) {
        return find(new Wanted("group " + group, group, FAILING, false, _ -> true));
    }

    /// Every saga in one of these states that the filter matches.
    ///
    /// Shape: the filter sees a saga as an event: its type is the saga's type, its stream the saga's id, its time the saga's
    ///        last change, its payload what the saga was started with.
    /// Errors: [PlanTooLarge].
    public RedriveCandidates matching(Filter filter, Set<SagaStatus> statuses) {
        return find(new Wanted("filter " + filter, null, statuses, filter.needsPayload(),
                row -> filter.matches(subject(row, filter.needsPayload()))));
    }

    private RedriveCandidates find(Wanted wanted) {
        return database.read(Database.LONG, tx -> {
            Map<String, String> newest = new HashMap<>();
            Map<String, String> earlier = new HashMap<>();
            Map<String, String> later = new HashMap<>();
            Map<String, Map<Mode, Reason>> refusals = new HashMap<>();
            List<PlannedItem> items = new ArrayList<>();
            tx.forEach(OPEN, row -> {
                String saga = row.string("saga_id");
                String aggregate = row.nullableString("aggregate");
                String before = aggregate == null ? null : newest.put(aggregate, saga);
                if (before != null) {
                    earlier.put(saga, before);
                    later.put(before, saga);
                }
                if (row.nullableLong("no") != null && wanted.rows().test(row)) {
                    items.add(item(row, aggregate));
                    refusals.put(saga, refusals(row));
                    if (items.size() > MOST) {
                        throw new PlanTooLarge(wanted.scope());
                    }
                }
            }, wanted.withData(), MODES.stream().map(Mode::code).toList(),
                    wanted.statuses().stream().map(SagaStatus::code).toList(), wanted.group(), wanted.group());
            return new RedriveCandidates(wanted.scope(),
                    items.stream().map(item -> new RedriveCandidates.Candidate(item,
                            earlier.get(item.sagaId()), later.get(item.sagaId()),
                            Objects.requireNonNull(refusals.get(item.sagaId())))).toList());
        });
    }

    private static PlannedItem item(Row row, @Nullable String aggregate) {
        return new PlannedItem(row.string("saga_id"), row.intValue("no"), row.string("name"), row.intValue("attempt"),
                StepStatus.of(row.string("status")), Effect.of(row.string("effect")), row.intValue("done"),
                row.intValue("after"), row.intValue("to_undo"), aggregate, null, row.instant("started_at"),
                row.nullableInstant("key_since"));
    }

    private static Map<Mode, Reason> refusals(Row row) {
        List<String> codes = row.strings("refusals");
        Map<Mode, Reason> refusals = new EnumMap<>(Mode.class);
        for (int i = 0; i < MODES.size(); i++) {
            if (!codes.get(i).isEmpty()) {
                refusals.put(MODES.get(i), Reason.of(codes.get(i)));
            }
        }
        return refusals;
    }

    private static FilterSubject subject(Row row, boolean withData) {
        return SagaSearch.subject(row.string("saga_id"), row.string("type"), row.nullableString("correlation_id"),
                row.instant("updated_at"), withData ? Payload.json(row.bytes("data")) : Payload.none());
    }
}
