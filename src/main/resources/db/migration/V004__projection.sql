-- Subscriptions: who reads how far, what has taken effect, what waits. All of it lives where the effects are written.

create table subscription (
    name         text collate "C" primary key check (name <> ''),
    live         integer not null default 1 check (live > 0),
    rebuildable  boolean not null,
    lease_token  bigint not null default 0,
    lease_owner  text,
    lease_until  timestamptz,
    constraint lease_whole check ((lease_owner is null) = (lease_until is null))
) with (fillfactor = 50);
comment on column subscription.live is 'The generation that readers of the read model see.';
comment on column subscription.rebuildable is 'Whether it is a read model; a handler with effects for good is not run again.';
comment on column subscription.lease_token is 'Fencing: raised with each lease; an effect under another token is rolled back.';

create table subscription_generation (
    handler      integer generated always as identity primary key,
    name         text collate "C" not null references subscription,
    generation   integer not null check (generation > 0),
    status       text not null check (status in ('live', 'building', 'retired')),
    fed_by       text not null default 'store' check (fed_by in ('store', 'kafka')),
    scope_kind   text not null check (scope_kind in ('all', 'category', 'type', 'stream', 'correlation')),
    scope_value  text collate "C" not null default '',
    start_after  bigint not null default 0 check (start_after >= 0),
    position     bigint not null default 0 check (position >= 0),
    event_id     uuid,
    epoch        text,
    moved_at     timestamptz,
    diverged     text,
    made_at      timestamptz not null default clock_timestamp(),
    unique (name, generation)
) with (fillfactor = 50);
comment on table subscription_generation is 'One built state of a subscription, with its checkpoint: the last event delivered and the epoch of the store.';
comment on column subscription_generation.diverged is 'Why nothing is delivered any more; null = all is well.';
create unique index subscription_one_live on subscription_generation (name) where status = 'live';
create unique index subscription_one_building on subscription_generation (name) where status = 'building';

create table handled_event (
    handler     integer not null references subscription_generation,
    event_id    uuid not null,
    skipped     boolean not null default false,
    handled_at  timestamptz not null default clock_timestamp(),
    primary key (handler, event_id)
);
comment on table handled_event is 'The inbox: written in the transaction of the effect, and never expires.';

create table handled_stream (
    handler  integer not null references subscription_generation,
    stream   text collate "C" not null,
    version  bigint not null default 0 check (version >= 0),
    primary key (handler, stream)
) with (fillfactor = 70);
comment on table handled_stream is 'The version that each stream has been handled up to. Its row is the lock of the stream.';

create table blocked_stream (
    handler          integer not null references subscription_generation,
    stream           text collate "C" not null,
    reason           text not null check (reason in ('poison', 'gap')),
    state            text not null check (state in ('retrying', 'waiting', 'parked')),
    event_id         uuid not null,
    version          bigint not null,
    attempts         integer not null default 0 check (attempts >= 0),
    next_attempt_at  timestamptz,
    error_class      text,
    error_message    text,
    blocked_at       timestamptz not null default clock_timestamp(),
    parked_at        timestamptz,
    primary key (handler, stream),
    constraint due_while_retrying check ((state = 'retrying') = (next_attempt_at is not null))
);
comment on table blocked_stream is 'A stream whose next event failed (poison) or has not come (gap). Its later events wait; other streams flow.';
create index blocked_stream_due on blocked_stream (handler, next_attempt_at) where next_attempt_at is not null;

create table parked_event (
    handler         integer not null,
    stream          text collate "C" not null,
    version         bigint not null,
    event_id        uuid not null,
    position        bigint not null,
    category        text collate "C" not null,
    type            text collate "C" not null,
    schema_version  text,
    payload         bytea not null,
    metadata        bytea not null,
    causation_id    uuid,
    correlation_id  uuid,
    occurred_at     timestamptz,
    recorded_at     timestamptz,
    held_at         timestamptz not null default clock_timestamp(),
    primary key (handler, stream, version, event_id),
    foreign key (handler, stream) references blocked_stream
);
comment on table parked_event is 'The events of blocked streams, whole, the one that blocks first.';

-- What an operator may do to a subscription: let a blocked stream try again (release), pass its first event over (skip),
-- declare a diverged history to be the same (accept_history), build the read model again (rebuild).
--
-- Answers one row: whether it is accepted, else the refusal. The same request id gets the first answer again. Each new
-- request leaves one row in operator_action, also a refused one.
create function act_on_subscription(
    p_request uuid, p_action text, p_name text, p_generation int, p_stream text, p_event uuid, p_reason text, p_actor text
) returns table (accepted boolean, refusal text)
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_known    operator_action;
    v_gen      subscription_generation;
    v_block    blocked_stream;
    v_next     parked_event;
    v_refusal  text;
    v_target   text := p_name || '#' || coalesce(p_generation::text, 'new') || coalesce(' ' || p_stream, '');
    v_now      timestamptz := clock_timestamp();
begin
    if p_action is null or p_action not in ('release', 'skip', 'accept_history', 'rebuild') then
        raise exception 'there is no action ''%'': use release, skip, accept_history or rebuild', p_action
            using errcode = 'invalid_parameter_value';
    end if;
    if coalesce(btrim(p_reason), '') = '' or coalesce(btrim(p_actor), '') = '' then
        raise exception 'acting on a subscription needs a reason and an actor' using errcode = 'invalid_parameter_value';
    end if;
    -- Two sessions with the same request id: the second waits here for the answer of the first.
    perform pg_advisory_xact_lock(hashtextextended(p_request::text, 7231));
    select * into v_known from operator_action a where a.request_id = p_request;
    if v_known.request_id is not null then
        if (v_known.action, v_known.target) is distinct from (p_action, v_target) then
            return query select false, 'request_id_used';
        else
            return query select v_known.accepted, v_known.refusal;
        end if;
        return;
    end if;

    perform from subscription s where s.name = p_name for no key update;
    if not found then
        v_refusal := 'unknown_subscription';
    elsif p_action = 'rebuild' then
        select * into v_gen from subscription_generation g where g.name = p_name and g.status = 'live';
        if not (select s.rebuildable from subscription s where s.name = p_name) then
            v_refusal := 'not_rebuildable';
        elsif exists (select from subscription_generation g where g.name = p_name and g.status = 'building') then
            v_refusal := 'building';
        else
            insert into subscription_generation (name, generation, status, scope_kind, scope_value, start_after, position)
            select p_name, max(g.generation) + 1, 'building', v_gen.scope_kind, v_gen.scope_value, v_gen.start_after, v_gen.start_after
            from subscription_generation g where g.name = p_name;
        end if;
    else
        select * into v_gen from subscription_generation g
        where g.name = p_name and g.generation = p_generation and g.status <> 'retired';
        if v_gen.handler is null then
            v_refusal := 'unknown_subscription';
        elsif p_action = 'accept_history' then
            update subscription_generation g
            set diverged = null, epoch = null
            where g.handler = v_gen.handler and g.diverged is not null;
            v_refusal := case when not found then 'not_diverged' end;
        else
            perform from handled_stream h where h.handler = v_gen.handler and h.stream = p_stream for no key update;
            select * into v_block from blocked_stream b where b.handler = v_gen.handler and b.stream = p_stream for update;
            v_refusal := case when v_block.handler is null then 'not_blocked'
                              when v_block.event_id is distinct from p_event then 'other_event' end;
        end if;
    end if;

    if v_refusal is null and p_action = 'skip' and v_block.reason = 'gap' then
        -- The events that have not come are passed over; the first of those that have is next.
        update handled_stream h
        set version = greatest(h.version, (select min(p.version) - 1 from parked_event p
                                           where p.handler = h.handler and p.stream = h.stream))
        where h.handler = v_gen.handler and h.stream = p_stream;
    elsif v_refusal is null and p_action = 'skip' then
        insert into handled_event (handler, event_id, skipped) values (v_gen.handler, p_event, true) on conflict do nothing;
        update handled_stream h set version = greatest(h.version, v_block.version)
        where h.handler = v_gen.handler and h.stream = p_stream;
        delete from parked_event p where p.handler = v_gen.handler and p.stream = p_stream and p.event_id = p_event;
    end if;
    if v_refusal is null and p_action in ('release', 'skip') then
        select * into v_next from parked_event p where p.handler = v_gen.handler and p.stream = p_stream
        order by p.version, p.event_id limit 1;
        if v_next.handler is null then
            delete from blocked_stream b where b.handler = v_gen.handler and b.stream = p_stream;
        else
            update blocked_stream b
            set state = 'retrying', attempts = 0, next_attempt_at = v_now, parked_at = null,
                event_id = v_next.event_id, version = v_next.version
            where b.handler = v_gen.handler and b.stream = p_stream;
        end if;
    end if;
    insert into operator_action (request_id, at, db_user, actor, action, mode, target, reason, before, accepted, refusal, event_id)
    values (p_request, v_now, session_user, p_actor, p_action, p_action, v_target, p_reason,
            case when v_block.handler is not null
                 then json_build_object('reason', v_block.reason, 'state', v_block.state, 'attempts', v_block.attempts,
                         'version', v_block.version, 'error', v_block.error_message)
                 when v_gen.diverged is not null then json_build_object('diverged', v_gen.diverged) end,
            v_refusal is null, v_refusal, p_event);
    return query select v_refusal is null, v_refusal;
end $$;
