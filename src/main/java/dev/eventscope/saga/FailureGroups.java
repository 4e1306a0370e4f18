package dev.eventscope.saga;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Row;
import dev.eventscope.store.Tx;

/// Reads the groups of failures in one statement.
final class FailureGroups {

    private static final int MOST = 500;

    /// What is failed now by the partial index on failures, what stopped sagas before by that on stops.
    static final String GROUPS = """
            with now_failed as (
                select s.failure_group as id, count(*) as sagas, count(distinct e.stream) as aggregates
                from eventscope.saga_step s
                join eventscope.saga g on g.saga_id = s.saga_id
                left join eventscope.event e on e.event_id = g.trigger_event_id
                where s.failure_group is not null
                  and (s.status in ('failed', 'unknown') and g.status = 'failed'
                       or s.status = 'compensation_failed' and g.status = 'compensation_failed')
                group by s.failure_group
            ), stopped as (
                select a.failure_group, a.saga_id, a.no, a.attempt, a.compensation, a.ended_at, a.error_class,
                       a.error_message
                from eventscope.saga_attempt a
                where a.stopped_saga
                union all
                select s.failure_group, s.saga_id, s.no, s.attempt, false, g.updated_at, s.error_class, s.error_message
                from eventscope.saga_step s
                join eventscope.saga g on g.saga_id = s.saga_id
                where s.status in ('failed', 'unknown') and s.error_class = ?
            ), stops as (
                select a.failure_group as id, min(a.ended_at) as first, max(a.ended_at) as last,
                       count(*) filter (where a.ended_at >= now() - interval '1 hour') as last_hour,
                       count(*) filter (where a.ended_at >= now() - interval '2 hours'
                                          and a.ended_at < now() - interval '1 hour') as hour_before,
                       bool_or(a.compensation) as compensation,
                       (array_agg(a.saga_id order by a.ended_at desc))[1] as saga_id,
                       (array_agg(a.no order by a.ended_at desc))[1] as no,
                       (array_agg(a.error_class order by a.ended_at desc))[1] as error_class,
                       (array_agg(left(a.error_message, 1000) order by a.ended_at desc))[1] as error_message,
                       count(r.request_id) as redriven,
                       count(r.request_id) filter (where r.status = 'succeeded') as confirmed,
                       (array_agg(r.request_id order by r.started_at desc) filter (where r.request_id is not null))[1]
                           as last_request
                from stopped a
                left join eventscope.saga_attempt r
                  on r.saga_id = a.saga_id and r.no = a.no and r.attempt = a.attempt + 1 and r.request_id is not null
                group by a.failure_group
            )
            select t.id, g.type, case when t.compensation then 'undo ' else '' end || s.name as name, t.error_class,
                   t.error_message, coalesce(n.sagas, 0) as sagas, coalesce(n.aggregates, 0) as aggregates, t.first, t.last,
                   t.last_hour, t.hour_before, t.redriven, t.confirmed,
                   l.at as last_at, l.db_user as last_by, l.actor as last_os_user, l.tried, l.confirmed as last_confirmed,
                   l.failed_again, f.note, f.db_user as note_by, f.actor as note_os_user, f.at as note_at
            from stops t
            join eventscope.saga g on g.saga_id = t.saga_id
            join eventscope.saga_step s on s.saga_id = t.saga_id and s.no = t.no
            left join now_failed n on n.id = t.id
            left join eventscope.failure_note f on f.failure_group = t.id
            left join lateral (
                select o.at, o.db_user, o.actor, count(a.request_id) as tried,
                       count(*) filter (where a.status = 'succeeded') as confirmed,
                       count(*) filter (where a.status in ('failed', 'unknown')) as failed_again
                from eventscope.operator_action o
                left join eventscope.redrive_job_item i on i.request_id = o.request_id
                left join eventscope.redrive_job_item j on j.job_id = i.job_id
                join eventscope.saga_attempt a on a.request_id = coalesce(j.request_id, o.request_id)
                where o.request_id = t.last_request
                group by o.at, o.db_user, o.actor) l on true
            order by sagas desc, t.last desc, t.id
            limit ?""";

    private FailureGroups() {}

    static List<FailureGroup> read(Tx tx) {
        return tx.query(GROUPS, FailureGroups::group, Outcomes.SAGA_TIMED_OUT, MOST);
    }

    private static FailureGroup group(Row row) {
        return new FailureGroup(row.string("id"), row.string("type"), row.string("name"), row.string("error_class"),
                Fingerprint.normalise(row.string("error_message")), row.longValue("sagas"),
                row.longValue("aggregates"), row.instant("first"), row.instant("last"), row.longValue("last_hour"),
                row.longValue("hour_before"), row.longValue("redriven"), row.longValue("confirmed"), lastRedrive(row),
                note(row));
    }

    private static FailureGroup.@Nullable LastRedrive lastRedrive(Row row) {
        return row.nullableInstant("last_at") == null
                ? null
                : new FailureGroup.LastRedrive(row.instant("last_at"), row.string("last_by"),
                        row.string("last_os_user"), row.longValue("tried"), row.longValue("last_confirmed"),
                        row.longValue("failed_again"));
    }

    private static @Nullable FailureNote note(Row row) {
        String text = row.nullableString("note");
        return text == null
                ? null
                : new FailureNote(text, row.string("note_by"), row.string("note_os_user"), row.instant("note_at"));
    }
}
