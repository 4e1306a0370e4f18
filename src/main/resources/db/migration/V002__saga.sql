-- Sagas, the leases of their steps, the runners, and what operators did to them.
-- The row of the saga is the lock for all its steps: whoever changes a step locks it first.

create table saga (
    saga_id           text collate "C" primary key check (saga_id <> ''),
    type              text collate "C" not null check (type <> ''),
    status            text collate "C" not null check (status in ('running', 'waiting', 'failed', 'paused', 'compensating',
                          'compensated', 'compensation_failed', 'completed', 'cancelled')),
    version           bigint not null check (version > 0),
    data              json not null,
    trigger_event_id  uuid,
    correlation_id    uuid,
    started_at        timestamptz not null default clock_timestamp(),
    updated_at        timestamptz not null default clock_timestamp()
);
comment on column saga.version is 'The version of its stream, which has its id as name.';
create index saga_by_change on saga (status, updated_at desc, saga_id desc);

create table saga_step (
    saga_id           text collate "C" not null references saga,
    no                integer not null check (no > 0),
    name              text collate "C" not null check (name <> ''),
    effect            text not null check (effect in ('local_transaction', 'idempotent', 'queryable', 'unsafe')),
    status            text collate "C" not null check (status in ('pending', 'running', 'succeeded', 'failed', 'unknown',
                          'skipped', 'compensated', 'compensation_failed')),
    attempt           integer not null default 0 check (attempt >= 0),
    attempts_left     integer not null check (attempts_left >= 0),
    due_at            timestamptz,
    lease_token       bigint not null default 0,
    lease_runner      text,
    lease_until       timestamptz,
    cause_event_id    uuid,
    request_id        uuid,
    error_class       text,
    error_message     text,
    failure_group     text collate "C",
    primary key (saga_id, no),
    constraint lease_while_running check ((status = 'running') = (lease_until is not null)),
    constraint not_due_while_running check (due_at is null or status in ('pending', 'failed'))
);
comment on column saga_step.due_at is 'When a runner takes it; null = not before something else happens.';
comment on column saga_step.lease_token is 'Fencing: drawn with each lease; an outcome with another token changes nothing.';
comment on column saga_step.cause_event_id is 'The event that made the step ready: the cause of its next StepStarted.';
comment on column saga_step.request_id is 'The re-drive that asked for the next attempt, or for the one that runs.';
create index saga_step_due on saga_step (due_at) where due_at is not null;
create index saga_step_leased on saga_step (lease_until) where lease_until is not null;
create index saga_step_failures on saga_step (failure_group) where status in ('failed', 'unknown');

create table saga_attempt (
    saga_id           text collate "C" not null,
    no                integer not null,
    attempt           integer not null check (attempt > 0),
    status            text collate "C" not null check (status in ('running', 'succeeded', 'failed', 'unknown')),
    token             bigint not null,
    runner            text not null,
    started_at        timestamptz not null default clock_timestamp(),
    ended_at          timestamptz,
    error_class       text,
    error_message     text,
    failure_group     text collate "C",
    stopped_saga      boolean not null default false,
    started_event_id  uuid not null,
    ended_event_id    uuid,
    request_id        uuid,
    late_result       text,
    primary key (saga_id, no, attempt),
    foreign key (saga_id, no) references saga_step
);
comment on column saga_attempt.late_result is 'What came back after the attempt had been fenced off; it changed nothing.';
create unique index saga_attempt_request on saga_attempt (request_id) where request_id is not null;
create index saga_attempt_stopped on saga_attempt (failure_group, ended_at) where stopped_saga;

create sequence lease_token as bigint;

create table saga_runner (
    name       text primary key,
    types      text[] not null,
    polled_at  timestamptz not null default clock_timestamp()
);

create table operator_action (
    action_no   bigint generated always as identity primary key,
    request_id  uuid not null unique,
    at          timestamptz not null default clock_timestamp(),
    db_user     text not null,
    actor       text not null,
    action      text not null,
    mode        text not null,
    saga_id     text not null,
    step_no     integer not null,
    reason      text not null check (reason <> ''),
    before      json,
    after       json,
    accepted    boolean not null,
    refusal     text,
    event_id    uuid
);
comment on table operator_action is 'The audit: who asked for what, and what the first answer was. Only functions write it.';
create index operator_action_target on operator_action (saga_id, step_no, at desc);

-- Asks for one step to be driven once more. The only way for an operator to change anything.
--
-- Answers one row: whether it is accepted, else the refusal, with what is so now. The same request id gets the first
-- answer again. Each new request leaves one row in operator_action, also a refused one.
create function redrive_step(
    p_request uuid, p_saga text, p_no int, p_expected_attempt int, p_mode text, p_reason text, p_actor text
) returns table (
    accepted boolean, refusal text, saga_status text, step_status text, step_name text, until_at timestamptz,
    last_by text, last_at timestamptz, event_id uuid
)
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_saga     saga;
    v_step     saga_step;
    v_known    operator_action;
    v_last     operator_action;
    v_refusal  text;
    v_until    timestamptz;
    v_event    uuid;
    v_version  bigint;
    v_now      timestamptz := clock_timestamp();
begin
    if p_mode is distinct from 'retry' then
        raise exception 'there is no mode ''%'': use retry', p_mode using errcode = 'invalid_parameter_value';
    end if;
    if coalesce(btrim(p_reason), '') = '' or coalesce(btrim(p_actor), '') = '' then
        raise exception 'a re-drive needs a reason and an actor' using errcode = 'invalid_parameter_value';
    end if;
    -- Two sessions with the same request id: the second waits here for the answer of the first.
    perform pg_advisory_xact_lock(hashtextextended(p_request::text, 7231));
    select * into v_saga from saga g where g.saga_id = p_saga for no key update;
    select * into v_step from saga_step s where s.saga_id = p_saga and s.no = p_no;
    select * into v_last from operator_action a
    where a.saga_id = p_saga and a.step_no = p_no and a.accepted and a.request_id <> p_request
    order by a.at desc limit 1;
    v_until := case when v_step.status = 'running' then v_step.lease_until
                    when v_step.status = 'failed' then v_step.due_at end;

    select * into v_known from operator_action a where a.request_id = p_request;
    if v_known.request_id is not null then
        if (v_known.saga_id, v_known.step_no, v_known.mode) is distinct from (p_saga, p_no, p_mode) then
            return query select false, 'request_id_used', v_saga.status, v_step.status, v_step.name, v_until,
                    null::text, null::timestamptz, null::uuid;
        else
            return query select v_known.accepted, v_known.refusal, v_known.before ->> 'saga', v_known.before ->> 'step',
                    v_known.before ->> 'name', (v_known.before ->> 'until')::timestamptz, v_known.before ->> 'last_by',
                    (v_known.before ->> 'last_at')::timestamptz, v_known.event_id;
        end if;
        return;
    end if;

    v_refusal := case
        when v_saga.saga_id is null then 'unknown_saga'
        when v_step.saga_id is null then 'unknown_step'
        when v_saga.status in ('compensating', 'compensated', 'compensation_failed') then 'compensation_begun'
        when v_last.request_id is not null and p_expected_attempt < v_step.attempt
             and v_step.status in ('pending', 'failed', 'unknown') then 'other_first'
        when v_step.status = 'pending' and v_step.request_id is not null then 'other_first'
        when v_step.status = 'running' then 'running'
        when v_step.status = 'failed' and v_step.due_at is not null then 'will_retry'
        when v_saga.status <> 'failed' or v_step.status not in ('failed', 'unknown') then 'not_failed'
        when v_step.status = 'unknown' and v_step.effect = 'unsafe' then 'needs_evidence'
        when p_expected_attempt <> v_step.attempt then 'not_failed'
    end;

    if v_refusal is null then
        v_event := gen_random_uuid();
        select last_versions[1] into strict v_version from append_events(
            array[p_request], array[sha256(convert_to(p_request::text, 'UTF8'))],
            array[p_saga], array[split_part(p_saga, '-', 1)],
            array[1], array[1], array[-1]::bigint[], array[1],
            array[1], array[v_event], array['StepRedriven'], array[1],
            array[json_build_object('step', v_step.name, 'no', p_no, 'attempt', v_step.attempt, 'mode', p_mode,
                    'reason', p_reason, 'request_id', p_request)::text],
            array[json_build_object('actor', p_actor, 'db_user', session_user)::text],
            array[v_step.cause_event_id], array[v_saga.correlation_id], array[null]::timestamptz[]);
        update saga_step s
        set status = 'pending', due_at = v_now, attempts_left = 1, request_id = p_request, cause_event_id = v_event
        where s.saga_id = p_saga and s.no = p_no;
        update saga g set status = 'running', version = v_version, updated_at = v_now where g.saga_id = p_saga;
    end if;
    insert into operator_action (request_id, at, db_user, actor, action, mode, saga_id, step_no, reason, before, after,
                                 accepted, refusal, event_id)
    values (p_request, v_now, session_user, p_actor, 'redrive', p_mode, p_saga, p_no, p_reason,
            json_build_object('saga', v_saga.status, 'step', v_step.status, 'name', v_step.name,
                    'attempt', v_step.attempt, 'until', v_until,
                    'last_by', v_last.actor || ', database user ' || v_last.db_user, 'last_at', v_last.at),
            case when v_refusal is null
                 then json_build_object('saga', 'running', 'step', 'pending', 'attempt', v_step.attempt) end,
            v_refusal is null, v_refusal, v_event);
    return query select v_refusal is null, v_refusal, v_saga.status, v_step.status, v_step.name, v_until,
            v_last.actor || ', database user ' || v_last.db_user, v_last.at, v_event;
end $$;
