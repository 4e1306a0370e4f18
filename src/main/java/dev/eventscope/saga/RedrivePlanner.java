package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Payload;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.store.Database;
import dev.eventscope.store.Row;

/// Finds what a re-drive of many would be about. Reads only.
///
/// Shape: steps that failed or whose outcome is unknown. Compensations that failed are no part of it: undoing is driven one
///        saga at a time.
/// Threads: safe from any thread; blocks.
public final class RedrivePlanner {

    /// More than this in one job is no plan that a person has looked at.
    public static final int MOST = 50_000;

    /// Every saga that has not ended, oldest first, with the step it waits at where that is failed for a person to decide.
    /// `|| ''` keeps the index on groups out: before the tables are analyzed it would be read anew for every saga.
    private static final String OPEN = """
            select g.saga_id, g.type, g.correlation_id, g.started_at, g.updated_at, case when ? then g.data end as data,
                   e.stream as aggregate, s.no, s.name, s.attempt, s.status, s.effect, s.failure_group, n.done, n.after,
                   (select min(a.started_at) from eventscope.saga_attempt a
                    where a.saga_id = s.saga_id and a.no = s.no) as key_since
            from eventscope.saga g
            left join eventscope.event e on e.event_id = g.trigger_event_id
            left join lateral (
                select f.* from eventscope.saga_step f
                where g.status = 'failed' and f.saga_id = g.saga_id and f.status in ('failed', 'unknown')
                  and f.due_at is null and (?::text is null or f.failure_group || '' = ?::text)
                order by f.no
                limit 1) s on true
            left join lateral (
                select count(*) filter (where x.status = 'succeeded') as done, count(*) filter (where x.no > s.no) as after
                from eventscope.saga_step x
                where s.no is not null and x.saga_id = g.saga_id) n on true
            where g.status in ('running', 'waiting', 'failed', 'paused', 'compensating', 'compensation_failed')
              and (s.no is not null or e.stream is not null)
            order by g.started_at, g.saga_id""";

    private final Database database;

    public RedrivePlanner(Database database) {
        this.database = database;
    }

    /// Every saga that is failed in this way now.
    ///
    /// Errors: [PlanTooLarge].
    public RedrivePlan ofGroup(String group) {
        return plan("group " + group, group, false, _ -> true);
    }

    /// Every failed saga that the filter matches.
    ///
    /// Shape: the filter sees a failed saga as an event: its type is the saga's type, its stream the saga's id, its time the
    ///        saga's last change, its payload what the saga was started with.
    public RedrivePlan matching(Filter filter) {
        return plan("filter " + filter, null, filter.needsPayload(),
                row -> filter.matches(subject(row, filter.needsPayload())));
    }

    private RedrivePlan plan(String scope, @Nullable String group, boolean withData, Predicate<Row> wanted) {
        return database.read(Database.LONG, tx -> {
            List<PlannedItem> items = new ArrayList<>();
            Map<String, String> earlier = new HashMap<>();
            tx.forEach(OPEN, row -> {
                String aggregate = row.nullableString("aggregate");
                String saga = row.string("saga_id");
                // The rows come oldest first: who is there already goes first.
                String before = aggregate == null ? null : earlier.put(aggregate, saga);
                if (row.nullableLong("no") != null && wanted.test(row)) {
                    items.add(item(row, aggregate, before));
                    if (items.size() > MOST) {
                        throw new PlanTooLarge(scope);
                    }
                }
            }, withData, group, group);
            return new RedrivePlan(scope, items);
        });
    }

    private static PlannedItem item(Row row, @Nullable String aggregate, @Nullable String before) {
        return new PlannedItem(row.string("saga_id"), row.intValue("no"), row.string("name"), row.intValue("attempt"),
                StepStatus.of(row.string("status")), Effect.of(row.string("effect")), row.intValue("done"),
                row.intValue("after"), aggregate, before, row.instant("started_at"), row.nullableInstant("key_since"));
    }

    private static FilterSubject subject(Row row, boolean withData) {
        return SagaSearch.subject(row.string("saga_id"), row.string("type"), row.nullableString("correlation_id"),
                row.instant("updated_at"), withData ? Payload.json(row.bytes("data")) : Payload.none());
    }
}
