-- The saga desk: notes on groups of failures, and what is asked for about many sagas as one job.

create index saga_attempt_stopped_at on saga_attempt (ended_at) where stopped_saga;

create table failure_note (
    failure_group  text collate "C" primary key check (failure_group <> ''),
    note           text not null check (note <> ''),
    db_user        text not null,
    actor          text not null,
    at             timestamptz not null
);

-- The intent of a job is whole before its first request goes out: every item has its request id from the beginning. What
-- has become of an item is read from operator_action and saga_attempt by that id, so that no crash can leave it in doubt.
create table redrive_job (
    job_id        uuid primary key,
    at            timestamptz not null default clock_timestamp(),
    db_user       text not null,
    actor         text not null,
    scope         text not null,
    mode          text not null check (mode in ('retry', 'skip', 'succeeded', 'compensate', 'pause', 'resume', 'cancel')),
    reason        text not null,
    evidence      text,
    per_second    double precision not null check (per_second > 0),
    stop_share    double precision not null check (stop_share between 0 and 1),
    known_groups  text[] not null,
    status        text not null default 'running' check (status in ('running', 'done', 'stopped')),
    ended_at      timestamptz,
    why           text,
    driver        uuid,
    beat_at       timestamptz,
    check ((status = 'running') = (ended_at is null))
);
comment on column redrive_job.known_groups is 'The failures that it set out to mend: any other one that comes up stops it.';
comment on column redrive_job.driver is 'The program that sends; another one takes over when it has not beaten for 15 s.';
create index redrive_job_latest on redrive_job (at desc);

create table redrive_job_item (
    job_id      uuid not null references redrive_job,
    no          integer not null check (no > 0),
    stage       integer not null check (stage > 0),
    saga_id     text collate "C" not null,
    step_no     integer not null,
    attempt     integer not null,
    after_saga  text collate "C",
    request_id  uuid not null unique default gen_random_uuid(),
    primary key (job_id, no)
);
comment on column redrive_job_item.attempt is 'The last attempt that the person saw.';
comment on column redrive_job_item.after_saga is 'An earlier saga of the same key that had not ended: it goes first.';
create index redrive_job_item_saga on redrive_job_item (saga_id, job_id);

-- Keeps a note on a group of failures; an empty one takes it away.
create function note_failure_group(p_request uuid, p_group text, p_note text, p_actor text) returns void
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_old   text;
    v_note  text := nullif(btrim(p_note), '');
begin
    perform pg_advisory_xact_lock(hashtextextended(p_request::text, 7231));
    if exists (select from operator_action a where a.request_id = p_request) then
        return;
    end if;
    select n.note into v_old from failure_note n where n.failure_group = p_group for update;
    if v_note is null then
        delete from failure_note n where n.failure_group = p_group;
    else
        insert into failure_note as n (failure_group, note, db_user, actor, at)
        values (p_group, v_note, session_user, p_actor, clock_timestamp())
        on conflict (failure_group) do update
        set note = excluded.note, db_user = excluded.db_user, actor = excluded.actor, at = excluded.at;
    end if;
    insert into operator_action (request_id, db_user, actor, action, mode, target, reason, before, after, accepted)
    values (p_request, session_user, p_actor, 'note', case when v_note is null then 'remove' else 'set' end,
            'group ' || p_group, coalesce(v_note, 'the note is taken away'),
            json_build_object('note', v_old), json_build_object('note', v_note), true);
end $$;

-- Writes down a job with all its items. The same id again changes nothing.
create function plan_redrive_job(
    p_job uuid, p_scope text, p_mode text, p_reason text, p_evidence text, p_actor text, p_per_second double precision,
    p_stop_share double precision, p_sagas text[], p_steps int[], p_attempts int[], p_stages int[], p_after text[]
) returns void
language plpgsql security definer set search_path = eventscope, pg_temp as $$
begin
    if coalesce(btrim(p_reason), '') = '' or coalesce(btrim(p_actor), '') = '' or cardinality(p_sagas) = 0 then
        raise exception 'a job needs a reason, an actor and items' using errcode = 'invalid_parameter_value';
    end if;
    perform refuse_without_evidence(p_mode, p_evidence);
    perform pg_advisory_xact_lock(hashtextextended(p_job::text, 7231));
    if exists (select from redrive_job j where j.job_id = p_job) then
        return;
    end if;
    insert into redrive_job (job_id, db_user, actor, scope, mode, reason, evidence, per_second, stop_share, known_groups)
    values (p_job, session_user, p_actor, p_scope, p_mode, p_reason, p_evidence, p_per_second, p_stop_share, array(
            select distinct s.failure_group
            from unnest(p_sagas, p_steps) as i(saga_id, no)
            join saga_step s on s.saga_id = i.saga_id and s.no = i.no
            where s.failure_group is not null order by 1));
    insert into redrive_job_item (job_id, no, stage, saga_id, step_no, attempt, after_saga)
    select p_job, i.no, i.stage, i.saga_id, i.step_no, i.attempt, nullif(i.after_saga, '')
    from unnest(p_sagas, p_steps, p_attempts, p_stages, p_after)
         with ordinality as i(saga_id, step_no, attempt, stage, after_saga, no);
    insert into operator_action (request_id, db_user, actor, action, mode, target, reason, evidence, after, accepted)
    values (p_job, session_user, p_actor, 'job', 'start', 'job ' || p_job, p_reason, p_evidence,
            json_build_object('scope', p_scope, 'mode', p_mode, 'items', cardinality(p_sagas), 'per_second', p_per_second,
                              'stop_share', p_stop_share), true);
end $$;

-- Says that a program is sending the items of a job, and answers who may: 'yours', 'ended', or 'driven' by another one
-- that is alive. Whoever finds the other one silent for 15 s takes over.
create function drive_redrive_job(p_job uuid, p_driver uuid, p_actor text) returns text
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_job  redrive_job;
    v_now  timestamptz := clock_timestamp();
begin
    select * into strict v_job from redrive_job j where j.job_id = p_job for update;
    if v_job.status <> 'running' then
        return 'ended';
    end if;
    if v_job.driver <> p_driver and v_job.beat_at > v_now - interval '15 seconds' then
        return 'driven';
    end if;
    update redrive_job j set driver = p_driver, beat_at = v_now where j.job_id = p_job;
    if v_job.driver <> p_driver then
        insert into operator_action (request_id, db_user, actor, action, mode, target, reason, before, after, accepted)
        values (gen_random_uuid(), session_user, p_actor, 'job', 'resume', 'job ' || p_job, v_job.reason,
                json_build_object('driver', v_job.driver, 'silent_since', v_job.beat_at),
                json_build_object('driver', p_driver), true);
    end if;
    return 'yours';
end $$;

-- Ends a job: 'done', or 'stopped' by its rule or by a person. Answers whether it was still running.
create function end_redrive_job(p_job uuid, p_status text, p_why text, p_actor text) returns boolean
language plpgsql security definer set search_path = eventscope, pg_temp as $$
begin
    update redrive_job j
    set status = p_status, why = p_why, ended_at = clock_timestamp()
    where j.job_id = p_job and j.status = 'running';
    if not found then
        return false;
    end if;
    insert into operator_action (request_id, db_user, actor, action, mode, target, reason, before, after, accepted)
    values (gen_random_uuid(), session_user, p_actor, 'job', case p_status when 'done' then 'end' else 'stop' end,
            'job ' || p_job, p_why, json_build_object('status', 'running'), json_build_object('status', p_status), true);
    return true;
end $$;
