-- What the saga desk needs: who armed, what may be asked for, and what jobs came to without reading every item again.

alter table redrive_job add column counts json;
comment on column redrive_job.counts is 'How many items ended how; written once, when the job has ended and nothing is open: it never changes again.';

-- What may be asked for about each step of a saga, and the refusal that it would get; the rules are redrive_refusal's.
create function redrive_offers(p_saga text) returns table (no int, mode text, refusal text, needs_evidence boolean)
language sql stable security definer set search_path = eventscope, pg_temp as $$
    select s.no, m.mode, redrive_refusal(g, s, m.mode, s.attempt, 'seen', false),
           m.mode = 'succeeded' or redrive_refusal(g, s, m.mode, s.attempt, null, false) is not distinct from 'needs_evidence'
    from saga g
    join saga_step s on s.saga_id = g.saga_id
    cross join unnest(array['retry', 'skip', 'succeeded', 'compensate', 'pause', 'resume', 'cancel'])
               with ordinality as m(mode, place)
    where g.saga_id = p_saga
    order by s.no, m.place
$$;

-- How many items of jobs are in each state, by what the runner did.
create function redrive_job_counts(p_jobs uuid[]) returns table (job_id uuid, state text, items bigint)
language sql stable security invoker set search_path = eventscope, pg_temp as $$
    with polled as (
        select t.type, max(r.polled_at) as at from saga_runner r, unnest(r.types) as t(type) group by t.type
    ), each as (
        select i.job_id,
               case when o.request_id is null then 'not_tried'
                    when not o.accepted then 'refused'
                    when a.status = 'succeeded' then 'confirmed'
                    when a.status = 'failed' then 'failed_again'
                    when a.status is not null and a.status <> 'running' then 'no_answer'
                    when a.status is null and not (s.due_at is not null and s.request_id is not distinct from i.request_id)
                        then 'superseded'
                    when greatest(o.at, p.at) + interval '10 seconds' < clock_timestamp() then 'no_answer'
                    when a.status = 'running' then 'picked_up'
                    else 'queued' end as state
        from redrive_job_item i
        left join operator_action o on o.request_id = i.request_id
        left join saga_attempt a on o.accepted and a.request_id = i.request_id
        left join saga_step s on o.accepted and s.saga_id = i.saga_id and s.no = i.step_no
        left join saga g on o.accepted and g.saga_id = i.saga_id
        left join polled p on p.type = g.type
        where i.job_id = any (p_jobs)
    )
    select e.job_id, e.state, count(*) from each e group by e.job_id, e.state
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
