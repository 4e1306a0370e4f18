-- The saga runtime whole: time-outs, unknown outcomes, compensation, and what an operator may ask for.

alter table saga
    add column failure_policy text not null default 'wait' check (failure_policy in ('wait', 'compensate')),
    add column deadline timestamptz;
comment on column saga.failure_policy is 'When the automatic attempts are used up: wait for a person, or compensate.';
comment on column saga.deadline is 'When it is to have ended; null = no limit, or a person took over.';
create index saga_deadline on saga (deadline) where deadline is not null and status in ('running', 'waiting');

alter table saga_step
    add column attempts integer not null default 3 check (attempts > 0),
    add column undoable boolean not null default true,
    add column touched boolean not null default false,
    add column compensating boolean not null default false,
    add column timeout_at timestamptz,
    drop constraint not_due_while_running,
    add constraint not_due_while_running check (due_at is null or status <> 'running'),
    add constraint timed_while_running check (timeout_at is null or status = 'running');
update saga_step s set touched = true
where s.effect <> 'local_transaction' and exists (
      select from saga_attempt a
      where a.saga_id = s.saga_id and a.no = s.no and (a.status = 'unknown' or a.error_class = 'LeaseExpired'));
comment on column saga_step.attempts is 'Automatic attempts by the definition; its compensation gets as many.';
comment on column saga_step.undoable is 'The definition has a compensation for it.';
comment on column saga_step.touched is 'An attempt that did not succeed may have happened all the same, whole or in part.';
comment on column saga_step.compensating is 'It is to be undone, is being undone, or is undone.';
comment on column saga_step.timeout_at is 'When the attempt that runs is given up.';

drop index saga_step_failures;
create index saga_step_failures on saga_step (failure_group)
    where status in ('failed', 'unknown', 'compensation_failed');

alter table saga_attempt add column compensation boolean not null default false;
comment on column saga_attempt.compensation is 'It undid, or tried to.';

alter table operator_action add column evidence text;
drop function redrive_step(uuid, text, int, int, text, text, text);

-- The events of one transition, each caused by the one before, the first by p_cause. Answers the last event's id.
create function append_transition(
    p_saga text, p_cause uuid, p_types text[], p_payloads json[], p_metadata json
) returns uuid
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_ids      uuid[] := array(select gen_random_uuid() from unnest(p_types));
    v_causes   uuid[] := array[p_cause] || v_ids[1 : cardinality(v_ids) - 1];
    v_append   uuid := gen_random_uuid();
    v_count    int := cardinality(p_types);
    v_version  bigint;
begin
    select last_versions[1] into strict v_version from append_events(
        array[v_append], array[sha256(convert_to(v_append::text, 'UTF8'))],
        array[p_saga], array[split_part(p_saga, '-', 1)], array[1], array[1], array[-1]::bigint[], array[v_count],
        array_fill(1, array[v_count]), v_ids, p_types, array_fill(1, array[v_count]), p_payloads::text[],
        array_fill(p_metadata::text, array[v_count]), v_causes,
        array_fill((select g.correlation_id from saga g where g.saga_id = p_saga), array[v_count]),
        array_fill(null::timestamptz, array[v_count]));
    update saga g set version = v_version, updated_at = clock_timestamp() where g.saga_id = p_saga;
    return v_ids[v_count];
end $$;

-- The step that is undone next: the last one that is to be undone and is not yet. Null when all are.
create function next_to_undo(p_saga text) returns int
language sql stable security definer set search_path = eventscope, pg_temp as $$
    select max(s.no) from saga_step s where s.saga_id = p_saga and s.compensating and s.status <> 'compensated'
$$;

-- Makes the next step that is to be undone due, or ends the saga where none is left. The saga's row is locked.
create function go_on_undoing(p_saga text, p_cause uuid, p_metadata json) returns void
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_next  int := next_to_undo(p_saga);
begin
    if v_next is not null then
        update saga_step s set due_at = clock_timestamp(), cause_event_id = p_cause
        where s.saga_id = p_saga and s.no = v_next;
        update saga g set status = 'compensating', updated_at = clock_timestamp() where g.saga_id = p_saga;
    else
        perform append_transition(p_saga, p_cause, array['SagaCompensated'], array[(
            select json_build_object('undone', count(*)) from saga_step s
            where s.saga_id = p_saga and s.status = 'compensated')], p_metadata);
        update saga g set status = 'compensated' where g.saga_id = p_saga;
    end if;
end $$;

-- Begins to undo what has happened, or may have: the steps that succeeded, and those that left it open. Not where all a
-- step does is in the transaction of its outcome: without that outcome nothing has happened. The saga's row is locked.
create function begin_compensation(p_saga text, p_cause uuid, p_payload json, p_metadata json) returns uuid
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_event  uuid;
    v_steps  json;
begin
    update saga_step s
    set compensating = s.undoable
            and (s.status = 'succeeded' or (s.touched and s.effect <> 'local_transaction')),
        attempts_left = s.attempts, due_at = null, request_id = null
    where s.saga_id = p_saga;
    select coalesce(json_agg(s.no order by s.no desc), '[]'::json) into v_steps
    from saga_step s where s.saga_id = p_saga and s.compensating;
    v_event := append_transition(p_saga, p_cause, array['CompensationStarted'],
            array[(select json_object_agg(k, v) from (
                select key as k, value as v from json_each(p_payload) union all select 'undoes', v_steps) x)], p_metadata);
    update saga g set deadline = null where g.saga_id = p_saga;
    perform go_on_undoing(p_saga, v_event, p_metadata);
    return v_event;
end $$;

-- After a step was skipped or declared done: the next one becomes due, or the saga is completed. The row is locked.
create function go_on_after(p_saga text, p_no int, p_cause uuid, p_metadata json) returns void
language plpgsql security definer set search_path = eventscope, pg_temp as $$
begin
    update saga_step s set due_at = clock_timestamp(), cause_event_id = p_cause
    where s.saga_id = p_saga and s.no = p_no + 1 and s.status = 'pending';
    if found then
        update saga g set status = 'running' where g.saga_id = p_saga;
    else
        perform append_transition(p_saga, p_cause, array['SagaCompleted'],
                array[json_build_object('steps', p_no)], p_metadata);
        update saga g set status = 'completed' where g.saga_id = p_saga;
    end if;
end $$;

-- Where a saga stands once it is no longer paused. The saga's row is locked.
create function go_on_after_pause(p_saga text, p_cause uuid, p_metadata json) returns void
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_stopped  saga_step;
    v_error    json;
begin
    select * into v_stopped from saga_step s
    where s.saga_id = p_saga and s.status in ('failed', 'unknown') and s.due_at is null order by s.no limit 1;
    if not found then
        update saga g
        set status = case when exists (select from saga_step s where s.saga_id = p_saga
                                       and (s.status = 'running' or s.due_at <= clock_timestamp()))
                          then 'running' else 'waiting' end
        where g.saga_id = p_saga;
        return;
    end if;
    v_error := json_build_object('step', v_stopped.name, 'no', v_stopped.no, 'attempt', v_stopped.attempt, 'error',
            json_build_object('class', v_stopped.error_class, 'message', v_stopped.error_message));
    if (select g.failure_policy from saga g where g.saga_id = p_saga) = 'compensate' then
        perform begin_compensation(p_saga, p_cause, v_error, p_metadata);
    else
        update saga_step s set cause_event_id = append_transition(p_saga, p_cause, array['SagaFailed'],
                array[v_error], p_metadata)
        where s.saga_id = p_saga and s.no = v_stopped.no;
        update saga g set status = 'failed' where g.saga_id = p_saga;
    end if;
end $$;

-- Why a request cannot be followed; null where it can. p_other: somebody's request was accepted since the caller looked.
create function redrive_refusal(p_saga saga, p_step saga_step, p_mode text, p_expected_attempt int, p_evidence text,
    p_other boolean
) returns text
language plpgsql stable set search_path = eventscope, pg_temp as $$
declare
    v_undoing  boolean := p_saga.status in ('compensating', 'compensated', 'compensation_failed');
    v_running  boolean := exists (
        select from saga_step s where s.saga_id = p_saga.saga_id and s.status = 'running');
begin
    if p_saga.saga_id is null then return 'unknown_saga'; end if;
    if p_step.saga_id is null then return 'unknown_step'; end if;
    if v_undoing and not (p_mode = 'compensate' and p_saga.status = 'compensation_failed'
                          and p_step.status = 'compensation_failed') then
        return 'compensation_begun';
    end if;
    if p_mode in ('pause', 'resume', 'cancel') or (p_mode = 'compensate' and not v_undoing) then
        return case
            when p_saga.status in ('completed', 'cancelled') then 'ended'
            when p_mode = 'resume' and p_saga.status <> 'paused' then 'not_paused'
            when p_mode = 'pause' and p_saga.status = 'paused' then 'paused'
            when p_mode = 'pause' and p_saga.status = 'failed' then 'not_moving'
            when p_mode in ('cancel', 'compensate') and v_running then 'running'
        end;
    end if;
    return case
        when p_saga.status = 'paused' then 'paused'
        when p_other and p_expected_attempt < p_step.attempt
             and p_step.status in ('pending', 'failed', 'unknown', 'compensation_failed') then 'other_first'
        when p_step.due_at is not null and p_step.request_id is not null and p_other then 'other_first'
        when p_step.status = 'running' then 'running'
        when p_step.status in ('failed', 'unknown', 'compensation_failed') and p_step.due_at is not null then 'will_retry'
        when not v_undoing and (p_saga.status <> 'failed' or p_step.status not in ('failed', 'unknown')) then 'not_failed'
        when p_mode = 'retry' and p_step.status = 'unknown' and p_step.effect = 'unsafe'
             and coalesce(btrim(p_evidence), '') = '' then 'needs_evidence'
        when p_expected_attempt <> p_step.attempt then 'not_failed'
    end;
end $$;

-- Does what was asked for and may be done. The saga's row is locked. Answers the event that says so.
create function carry_out(p_request uuid, p_saga text, p_no int, p_mode text, p_note json, p_metadata json) returns uuid
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_step     saga_step;
    v_event    uuid;
    v_cause    uuid;
    v_undoing  boolean := (select g.status = 'compensation_failed' from saga g where g.saga_id = p_saga);
    v_type     text := case p_mode when 'skip' then 'StepSkipped' when 'succeeded' then 'StepMarkedSucceeded'
                                 when 'pause' then 'SagaPaused' when 'resume' then 'SagaResumed'
                                 when 'cancel' then 'SagaCancelled' else 'StepRedriven' end;
begin
    select * into v_step from saga_step s where s.saga_id = p_saga and s.no = p_no;
    v_cause := case when v_undoing or p_mode in ('retry', 'skip', 'succeeded') then v_step.cause_event_id
                    else (select e.event_id from event e where e.stream = p_saga order by e.version desc limit 1) end;
    if p_mode = 'compensate' and not v_undoing then
        return begin_compensation(p_saga, v_cause, p_note, p_metadata);
    end if;
    v_event := append_transition(p_saga, v_cause, array[v_type], array[p_note], p_metadata);
    if p_mode in ('retry', 'compensate') then
        update saga_step s
        set status = case when v_undoing then s.status else 'pending' end, due_at = clock_timestamp(), attempts_left = 1,
            request_id = p_request, cause_event_id = v_event
        where s.saga_id = p_saga and s.no = p_no;
        update saga g set status = case when v_undoing then 'compensating' else 'running' end, deadline = null
        where g.saga_id = p_saga;
    elsif p_mode in ('skip', 'succeeded') then
        update saga_step s
        set status = case p_mode when 'skip' then 'skipped' else 'succeeded' end, request_id = p_request,
            cause_event_id = v_event
        where s.saga_id = p_saga and s.no = p_no;
        update saga g set deadline = null where g.saga_id = p_saga;
        perform go_on_after(p_saga, p_no, v_event, p_metadata);
    elsif p_mode = 'resume' then
        perform go_on_after_pause(p_saga, v_event, p_metadata);
    elsif p_mode = 'pause' then
        update saga g set status = 'paused' where g.saga_id = p_saga;
    else
        update saga_step s set due_at = null where s.saga_id = p_saga;
        update saga g set status = 'cancelled', deadline = null where g.saga_id = p_saga;
    end if;
    return v_event;
end $$;

-- The trace context for what an operator does to a saga: a new span in the trace of the saga's last event, else in a new
-- trace, so that all that comes of it is in one.
create function operator_trace(p_saga text) returns table (traceparent text, trace_id text, span_id text, parent_id text)
language plpgsql set search_path = eventscope, pg_temp as $$
declare
    v_last   text := (
        select trace_of(e.metadata::text) from event e where e.stream = p_saga order by e.version desc limit 1);
    v_trace  text := coalesce(substr(v_last, 4, 32), replace(gen_random_uuid()::text, '-', ''));
    v_span   text := substr(replace(gen_random_uuid()::text, '-', ''), 1, 16);
begin
    return query select '00-' || v_trace || '-' || v_span || '-01', v_trace, v_span, substr(v_last, 37, 16);
end $$;

-- Modes that go on without driving a step say why that is right.
create function mode_needs_evidence(p_mode text) returns boolean language sql immutable parallel safe
    return p_mode in ('skip', 'succeeded');

create function refuse_without_evidence(p_mode text, p_evidence text) returns void language plpgsql as $$
begin
    if eventscope.mode_needs_evidence(p_mode) and coalesce(btrim(p_evidence), '') = '' then
        raise exception 'mode % needs evidence: say where it can be seen', p_mode using errcode = 'invalid_parameter_value';
    end if;
end $$;

-- Asks for something about one saga. The only way for an operator to change anything.
--
-- retry drives the step once more; skip goes on without it, and succeeded as if it had succeeded, both on evidence;
-- compensate undoes the saga, or drives a compensation that failed once more; pause, resume and cancel are of the saga.
-- Answers one row: whether it is accepted, else the refusal, with what is so now. The same request id gets the first
-- answer again. Each new request leaves one row in operator_action, also a refused one.
create function redrive_step(
    p_request uuid, p_saga text, p_no int, p_expected_attempt int, p_mode text, p_reason text, p_actor text,
    p_evidence text default null
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
    v_now      timestamptz := clock_timestamp();
    v_trace    record;
begin
    if p_mode is null or p_mode not in ('retry', 'skip', 'succeeded', 'compensate', 'pause', 'resume', 'cancel') then
        raise exception 'there is no mode ''%'': use retry, skip, succeeded, compensate, pause, resume or cancel', p_mode
            using errcode = 'invalid_parameter_value';
    end if;
    if coalesce(btrim(p_reason), '') = '' or coalesce(btrim(p_actor), '') = '' then
        raise exception 'a re-drive needs a reason and an actor' using errcode = 'invalid_parameter_value';
    end if;
    perform refuse_without_evidence(p_mode, p_evidence);
    -- Two sessions with the same request id: the second waits here for the answer of the first.
    perform pg_advisory_xact_lock(hashtextextended(p_request::text, 7231));
    select * into v_saga from saga g where g.saga_id = p_saga for no key update;
    select * into v_step from saga_step s where s.saga_id = p_saga and s.no = p_no;
    select * into v_last from operator_action a
    where a.saga_id = p_saga and (a.step_no = p_no or a.mode in ('compensate', 'pause', 'resume', 'cancel'))
      and a.accepted and a.request_id <> p_request
    order by a.action_no desc limit 1;
    v_until := case when v_step.status = 'running' then v_step.lease_until
                    when v_step.status in ('failed', 'unknown', 'compensation_failed') then v_step.due_at end;

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

    v_refusal := redrive_refusal(v_saga, v_step, p_mode, p_expected_attempt, p_evidence, v_last.request_id is not null);
    if v_refusal is null then
        select * into v_trace from operator_trace(p_saga);
        v_event := carry_out(p_request, p_saga, p_no, p_mode,
                json_strip_nulls(json_build_object('step', v_step.name, 'no', p_no, 'attempt', v_step.attempt,
                        'mode', p_mode, 'reason', p_reason, 'evidence', p_evidence, 'request_id', p_request)),
                json_build_object('traceparent', v_trace.traceparent, 'actor', p_actor, 'db_user', session_user));
        insert into span (trace_id, span_id, parent_span_id, operation, name, event_type, event_id, started_at,
                          duration_us)
        select v_trace.trace_id, v_trace.span_id, v_trace.parent_id, 'append', 'append ' || e.type, e.type,
               e.event_id::text, v_now, (extract(epoch from clock_timestamp() - v_now) * 1000000)::bigint
        from event e where e.event_id = v_event;
    end if;
    insert into operator_action (request_id, at, db_user, actor, action, mode, saga_id, step_no, reason, evidence, before,
                                 after, accepted, refusal, event_id)
    values (p_request, v_now, session_user, p_actor, 'redrive', p_mode, p_saga, p_no, p_reason, p_evidence,
            json_build_object('saga', v_saga.status, 'step', v_step.status, 'name', v_step.name,
                    'attempt', v_step.attempt, 'until', v_until,
                    'last_by', v_last.actor || ', database user ' || v_last.db_user, 'last_at', v_last.at),
            case when v_refusal is null then (
                select json_build_object('saga', g.status, 'step', s.status, 'attempt', s.attempt)
                from saga g join saga_step s on s.saga_id = g.saga_id where g.saga_id = p_saga and s.no = p_no) end,
            v_refusal is null, v_refusal, v_event);
    return query select v_refusal is null, v_refusal, v_saga.status, v_step.status, v_step.name, v_until,
            v_last.actor || ', database user ' || v_last.db_user, v_last.at, v_event;
end $$;
