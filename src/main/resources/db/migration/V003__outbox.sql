-- The outbox: the events themselves, how far they have been relayed to Kafka, and which keys wait and why.
-- A key is a stream. Keys are spread over four shards; each shard has one relay at a time and a checkpoint of its own.

-- md5, not hashtext: a key must never change its shard, on no version of the server and on no platform.
create function relay_shard_of(p_stream text) returns integer language sql immutable strict parallel safe
    return ('x' || left(md5(p_stream), 7))::bit(28)::integer % 4;

create table relay_shard (
    shard        integer primary key check (shard >= 0),
    position     bigint not null default 0 check (position >= 0),
    event_id     uuid,
    epoch        text,
    passed       bigint not null default 0 check (passed >= 0),
    moved_at     timestamptz,
    lease_token  bigint not null default 0,
    lease_owner  text,
    lease_until  timestamptz,
    trouble      text,
    trouble_at   timestamptz,
    diverged     text,
    constraint lease_whole check ((lease_owner is null) = (lease_until is null)),
    constraint trouble_whole check ((trouble is null) = (trouble_at is null))
) with (fillfactor = 50);
insert into relay_shard (shard) select generate_series(0, 3);
comment on table relay_shard is 'The checkpoint of a shard: the last event passed, which is published or waits behind a blocked key.';
comment on column relay_shard.passed is 'How many events of the shard lie up to its position.';
comment on column relay_shard.lease_token is 'Fencing: raised with each lease; a move under another token changes nothing.';
comment on column relay_shard.trouble is 'Why the shard waits, where the broker is the reason; null = it does not.';
comment on column relay_shard.diverged is 'Why nothing is published any more; null = all is well.';

create table relay_member (
    owner  text primary key,
    until  timestamptz not null
);
comment on table relay_member is 'The relays that live, so that each keeps no more shards than its share. Who may publish is for relay_shard to say.';

create table relay_blocked_key (
    stream           text collate "C" primary key,
    shard            integer not null references relay_shard,
    state            text not null check (state in ('retrying', 'parked')),
    version          bigint not null check (version > 0),
    event_id         uuid,
    attempts         integer not null check (attempts >= 0),
    next_attempt_at  timestamptz,
    error_class      text not null,
    error_message    text not null,
    blocked_at       timestamptz not null default clock_timestamp(),
    parked_at        timestamptz,
    constraint due_while_retrying check ((state = 'retrying') = (next_attempt_at is not null)),
    constraint parked_whole check ((state = 'parked') = (parked_at is not null))
);
comment on table relay_blocked_key is 'A key whose head could not be published. Its later events wait; other keys flow. Only the relay deletes a row.';
comment on column relay_blocked_key.version is 'The version of the head: everything of the stream from there on waits.';
comment on column relay_blocked_key.event_id is 'The head; null where it was skipped and nothing has come after it yet.';
create index relay_blocked_key_due on relay_blocked_key (shard, next_attempt_at) where next_attempt_at is not null;

create table relay_skipped_event (
    event_id    uuid primary key,
    request_id  uuid not null,
    skipped_at  timestamptz not null default clock_timestamp()
);
comment on table relay_skipped_event is 'Heads that an operator passed over: never published, and parked for good.';

create view outbox as
select e.event_id as event, e.type, e.payload,
       case when k.event_id is not null then 'parked'
            when b.state = 'parked' and e.version = b.version then 'parked'
            when e.version >= b.version or e.position > s.position then 'pending'
            else 'published' end as status,
       e.position, e.stream, e.version,
       case when e.version = b.version then b.error_message end as cause
from event e
join relay_shard s on s.shard = relay_shard_of(e.stream)
left join relay_blocked_key b on b.stream = e.stream
left join relay_skipped_event k on k.event_id = e.event_id;
comment on view outbox is 'The event table as an outbox: pending, published or parked.';

alter table operator_action alter column saga_id drop not null;
alter table operator_action alter column step_no drop not null;
alter table operator_action add column target text;
comment on column operator_action.target is 'What was acted on where it is no saga step: `outbox STREAM`, `outbox shard N`, `subscription#generation stream`.';

-- What an operator may do to the outbox: let a parked key try again (release), pass its head over (skip), declare a
-- diverged history of a shard to be the same (accept_history).
--
-- Answers one row: whether it is accepted, else the refusal. The same request id gets the first answer again. Each new
-- request leaves one row in operator_action, also a refused one.
create function act_on_outbox(
    p_request uuid, p_action text, p_stream text, p_event uuid, p_shard int, p_reason text, p_actor text
) returns table (accepted boolean, refusal text)
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_known    operator_action;
    v_key      relay_blocked_key;
    v_shard    relay_shard;
    v_refusal  text;
    v_target   text := 'outbox ' || coalesce(p_stream, 'shard ' || p_shard, '');
    v_now      timestamptz := clock_timestamp();
begin
    if p_action is null or p_action not in ('release', 'skip', 'accept_history') then
        raise exception 'there is no action ''%'': use release, skip or accept_history', p_action
            using errcode = 'invalid_parameter_value';
    end if;
    if coalesce(btrim(p_reason), '') = '' or coalesce(btrim(p_actor), '') = '' then
        raise exception 'acting on the outbox needs a reason and an actor' using errcode = 'invalid_parameter_value';
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

    if p_action = 'accept_history' then
        select * into v_shard from relay_shard s where s.shard = p_shard for update;
        v_refusal := case when v_shard.shard is null then 'unknown_shard'
                          when v_shard.diverged is null then 'not_diverged' end;
        if v_refusal is null and not exists (select from event e where e.position = v_shard.position
                                             and e.event_id = v_shard.event_id) then
            -- Nobody knows how far the two histories agree: everything is published again, and consumers know it by its id.
            delete from relay_blocked_key b where b.shard = p_shard;
            update relay_shard s set position = 0, passed = 0, event_id = null where s.shard = p_shard;
        end if;
        if v_refusal is null then
            update relay_shard s set diverged = null, epoch = null where s.shard = p_shard;
        end if;
    else
        select * into v_key from relay_blocked_key b where b.stream = p_stream for update;
        v_refusal := case when v_key.stream is null then 'not_blocked'
                          when v_key.state <> 'parked' then 'will_retry'
                          when v_key.event_id is distinct from p_event then 'other_event' end;
        if v_refusal is null and p_action = 'skip' then
            -- Known already where it was skipped before its shard was reset.
            insert into relay_skipped_event (event_id, request_id, skipped_at) values (p_event, p_request, v_now)
            on conflict do nothing;
            update relay_blocked_key b
            set version = b.version + 1,
                event_id = (select e.event_id from event e where e.stream = p_stream and e.version = b.version + 1)
            where b.stream = p_stream;
        end if;
        if v_refusal is null then
            update relay_blocked_key b
            set state = 'retrying', attempts = 0, next_attempt_at = v_now, parked_at = null
            where b.stream = p_stream;
        end if;
    end if;
    insert into operator_action (request_id, at, db_user, actor, action, mode, target, reason, before, accepted, refusal, event_id)
    values (p_request, v_now, session_user, p_actor, p_action, p_action, v_target, p_reason,
            case when v_key.stream is not null
                 then json_build_object('state', v_key.state, 'version', v_key.version, 'attempts', v_key.attempts,
                         'error', v_key.error_message)
                 when v_shard.diverged is not null
                 then json_build_object('diverged', v_shard.diverged, 'position', v_shard.position) end,
            v_refusal is null, v_refusal, p_event);
    return query select v_refusal is null, v_refusal;
end $$;
