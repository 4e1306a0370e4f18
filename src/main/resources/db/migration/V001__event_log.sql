-- The native schema: streams and events. The functions that append are in V007.
-- Correctness rests on unique constraints and row locks at READ COMMITTED.

create table store_identity (
    only_row  boolean primary key default true check (only_row),
    store_id  uuid not null default gen_random_uuid(),
    made_at   timestamptz not null default clock_timestamp()
);
comment on table store_identity is 'Part of the store''s epoch: a copy that went its own way gets another id by hand.';
insert into store_identity default values;

create table stream (
    name            text collate "C" primary key,
    category        text collate "C" not null,
    version         bigint not null,
    first_position  bigint,
    last_position   bigint,
    first_at        timestamptz,
    last_at         timestamptz,
    last_type       text
) with (fillfactor = 70);
comment on table stream is 'No checks: only the append functions write here, and each append would evaluate them.';
create index stream_category on stream (category, name);

create sequence event_position as bigint cache 1;

create table event (
    position        bigint primary key default nextval('event_position'),
    event_id        uuid not null,
    stream          text collate "C" not null,
    category        text collate "C" not null,
    version         bigint not null check (version > 0),
    type            text collate "C" not null check (type <> ''),
    schema_version  integer not null check (schema_version > 0),
    payload         json not null,
    metadata        json not null,
    causation_id    uuid,
    correlation_id  uuid,
    occurred_at     timestamptz not null,
    recorded_at     timestamptz not null default clock_timestamp(),
    constraint event_id_once unique (event_id),
    constraint event_version_once unique (stream, version)
);
alter sequence event_position owned by event.position;
create index event_causation on event (causation_id) where causation_id is not null;
create index event_correlation on event (correlation_id, position) where correlation_id is not null;
create index event_type on event (type, position);
create index event_category on event (category, position);

create table append (
    append_id       uuid primary key,
    digest          bytea not null,
    first_position  bigint not null,
    last_position   bigint not null,
    streams         text[] not null,
    first_versions  bigint[] not null,
    last_versions   bigint[] not null,
    appended_at     timestamptz not null default clock_timestamp()
);

-- K: whoever draws a position holds this lock, shared, until the end of its transaction. The settled position is
-- derived from its holders. A statement trigger runs before column defaults are drawn; a row trigger would come too late.
create function position_lock_key() returns bigint language sql immutable parallel safe
    return 4996272385172718851;

create function take_position_lock() returns trigger language plpgsql as $$
declare
    -- In an expression: as a statement of its own it takes four times as long.
    v_locked  boolean := pg_advisory_xact_lock_shared(eventscope.position_lock_key()) is not null;
begin
    return null;
end $$;
create trigger take_position_lock before insert on event for each statement execute function take_position_lock();
alter table event enable always trigger take_position_lock;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'events are never changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger refuse_change before update or delete or truncate on event for each statement execute function refuse_change();
alter table event enable always trigger refuse_change;

-- What the settled position is derived from: read this first, then the holders of K (in a statement of its own).
create function highest_drawn_position() returns bigint language sql volatile
    return (select case when is_called then last_value else last_value - 1 end from event_position);
