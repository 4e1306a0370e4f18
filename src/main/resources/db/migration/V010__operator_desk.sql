-- What the saga desk needs: who armed, what may be asked for, and what jobs came to without reading every item again.

alter table redrive_job add column counts json;
comment on column redrive_job.counts is 'How many items ended how; written once, when the job has ended and nothing is open: it never changes again.';

-- What may be asked for about each step of a saga, and the refusal that it would get; the rules are redrive_refusal's.
create function redrive_offers(p_saga text) returns table (no int, mode text, refusal text, needs_evidence boolean)
language sql stable security definer set search_path = eventscope, pg_temp as $$
    select s.no, m.mode, redrive_refusal(g, s, m.mode, s.attempt, 'seen', false),
           mode_needs_evidence(m.mode) or redrive_refusal(g, s, m.mode, s.attempt, null, false) is not distinct from 'needs_evidence'
    from saga g
    join saga_step s on s.saga_id = g.saga_id
    cross join unnest(array['retry', 'skip', 'succeeded', 'compensate', 'pause', 'resume', 'cancel'])
               with ordinality as m(mode, place)
    where g.saga_id = p_saga
    order by s.no, m.place
$$;

-- The refusals that each of these modes would get about a step, '' for none; the rules are redrive_refusal's.
create function redrive_refusals(p_saga saga, p_step saga_step, p_modes text[]) returns text[]
language plpgsql stable security definer set search_path = eventscope, pg_temp as $$
declare
    v_mode      text;
    v_refusals  text[] := '{}';
begin
    foreach v_mode in array p_modes loop
        v_refusals := v_refusals || coalesce(redrive_refusal(p_saga, p_step, v_mode, p_step.attempt, null, false), '');
    end loop;
    return v_refusals;
end $$;

-- What has come of accepted requests until now. The one place that decides it: windows, terminals and counts read it here.
-- For a step it is read from the very attempt that the request caused, for a saga that is undone from what its compensation
-- came to first; what needs no runner is confirmed at once. After 10 s without a poll nobody is there to answer.
create function redrive_outcomes(p_requests uuid[]) returns table (
    request_id uuid, state text, asked_at timestamptz, polled_at timestamptz, attempt int, error_class text,
    error_message text
)
language sql stable security invoker set search_path = eventscope, pg_temp as $$
    with polled as (
        select t.type, max(r.polled_at) as at from saga_runner r, unnest(r.types) as t(type) group by t.type
    ), asked as (
        select o.request_id, o.at, o.mode, o.saga_id, o.step_no,
               o.mode = 'compensate' and o.before ->> 'saga' <> 'compensation_failed' as undoes
        from operator_action o
        where o.request_id = any (p_requests) and o.accepted and o.action = 'redrive'
    )
    select o.request_id,
           case when o.mode not in ('retry', 'compensate') then 'confirmed'
                when o.undoes and (a.stopped_saga or g.status = 'compensation_failed') then 'failed_again'
                when o.undoes and g.status = 'compensated' then 'confirmed'
                when not o.undoes and a.status = 'succeeded' then 'confirmed'
                when not o.undoes and a.status = 'failed' then 'failed_again'
                when not o.undoes and a.status <> 'running' then 'no_answer'
                when not o.undoes and a.status is null
                     and not (s.due_at is not null and s.request_id is not distinct from o.request_id) then 'superseded'
                when greatest(o.at, p.at) + interval '10 seconds' < clock_timestamp() then 'no_answer'
                when a.status is not null then 'picked_up'
                else 'queued' end,
           o.at, p.at, a.attempt, a.error_class, a.error_message
    from asked o
    join saga g on g.saga_id = o.saga_id
    join saga_step s on s.saga_id = o.saga_id and s.no = o.step_no
    left join polled p on p.type = g.type
    left join lateral (
        select * from (
            select t.* from saga_attempt t where not o.undoes and t.request_id = o.request_id
            union all
            select t.* from saga_attempt t where o.undoes and t.saga_id = o.saga_id and t.compensation) t
        order by t.stopped_saga desc, case when t.stopped_saga then t.started_at end, t.started_at desc
        limit 1) a on true
$$;

-- Every item of jobs, and what has become of it.
create function redrive_item_states(p_jobs uuid[]) returns table (
    job_id uuid, no int, state text, refusal text, error_class text, error_message text
)
language sql stable security invoker set search_path = eventscope, pg_temp as $$
    select i.job_id, i.no,
           case when o.request_id is null then 'not_tried' when not o.accepted then 'refused' else r.state end,
           o.refusal, r.error_class, r.error_message
    from redrive_job_item i
    left join operator_action o on o.request_id = i.request_id
    left join redrive_outcomes(array(select j.request_id from redrive_job_item j where j.job_id = any (p_jobs))) r
           on r.request_id = i.request_id
    where i.job_id = any (p_jobs)
$$;

-- How many items of jobs are in each state.
create function redrive_job_counts(p_jobs uuid[]) returns table (job_id uuid, state text, items bigint)
language sql stable security invoker set search_path = eventscope, pg_temp as $$
    select i.job_id, i.state, count(*) from redrive_item_states(p_jobs) i group by i.job_id, i.state
$$;

-- Keeps the counts of a job that has ended and of which nothing is open. Answers whether they are kept now.
create function settle_redrive_job(p_job uuid) returns boolean
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_counts  json;
begin
    if not exists (select from redrive_job j where j.job_id = p_job and j.status <> 'running' and j.counts is null) then
        return exists (select from redrive_job j where j.job_id = p_job and j.counts is not null);
    end if;
    select json_object_agg(c.state, c.items) into v_counts from redrive_job_counts(array[p_job]) c
    having not bool_or(c.state in ('queued', 'picked_up', 'no_answer'));
    update redrive_job j set counts = v_counts where j.job_id = p_job;
    return v_counts is not null;
end $$;

-- Puts into the audit that somebody armed a program to act on the store, or was kept from it. A denied attempt is kept too.
create function record_arming(p_request uuid, p_store text, p_actor text, p_seconds int, p_refusal text) returns void
language plpgsql security definer set search_path = eventscope, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(p_request::text, 7231));
    if exists (select from operator_action a where a.request_id = p_request) then
        return;
    end if;
    insert into operator_action (request_id, db_user, actor, action, mode, target, reason, after, accepted, refusal)
    values (p_request, session_user, p_actor, 'arm', 'start', 'store ' || p_store,
            case when p_seconds > 0 then 'for ' || p_seconds / 60 || ' minutes' else 'for one command' end,
            case when p_refusal is null then json_build_object('seconds', p_seconds) end, p_refusal is null, p_refusal);
end $$;
