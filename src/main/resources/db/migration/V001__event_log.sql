-- The native schema: streams, events, and one function that appends.
-- Correctness rests on unique constraints and row locks at READ COMMITTED.

create table store_identity (
    only_row  boolean primary key default true check (only_row),
    store_id  uuid not null default gen_random_uuid(),
    made_at   timestamptz not null default clock_timestamp()
);
comment on table store_identity is 'Part of the store''s epoch: a copy that went its own way gets another id by hand.';
insert into store_identity default values;

create table stream (
    name            text collate "C" primary key check (name <> ''),
    category        text collate "C" not null,
    version         bigint not null check (version >= 0),
    first_position  bigint,
    last_position   bigint,
    first_at        timestamptz,
    last_at         timestamptz,
    last_type       text
) with (fillfactor = 70);
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
begin
    perform pg_advisory_xact_lock_shared(eventscope.position_lock_key());
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

-- One append of any number of requests, each with its own outcome; a request is recorded whole or not at all.
--
-- a_*: one element a request: its id and the digest of its content.
-- s_*: one element a (request, stream), in the order of the request: the request's index, the stream's index in names,
--      and the expected version (-1 = any).
-- e_*: one element an event, in order: the index of its s_ element, then its fields.
-- Answers one row a request: outcome 'appended' | 'repeated' | 'version_conflict' | 'append_id_conflict'.
create function append_events(
    a_id uuid[], a_digest bytea[],
    names text[], categories text[],
    s_request int[], s_name int[], s_expected bigint[], s_events int[],
    e_part int[], e_id uuid[], e_type text[], e_schema int[], e_payload text[], e_metadata text[],
    e_causation uuid[], e_correlation uuid[], e_occurred timestamptz[]
) returns table (
    request int, outcome text, first_position bigint, last_position bigint,
    first_versions bigint[], last_versions bigint[], conflict_name text, conflict_expected bigint, conflict_actual bigint
)
language plpgsql security definer set search_path = eventscope, pg_temp as $$
declare
    v_now       timestamptz := clock_timestamp();
    v_current   bigint[];
    v_base      bigint[] := array_fill(0::bigint, array[cardinality(s_request)]);
    v_accepted  boolean[] := array_fill(false, array[cardinality(s_request)]);
    v_outcome   text[] := array_fill(null::text, array[cardinality(a_id)]);
    v_known     append;
    v_part      int := 1;
    v_from      int;
    v_any       boolean := false;
begin
    if exists (select from unnest(names) n where not exists (select from stream s where s.name = n)) then
        insert into stream (name, category, version)
        select n, c, 0 from unnest(names, categories) as x(n, c)
        where not exists (select from stream s where s.name = n)
        order by n collate "C"
        on conflict do nothing;
    end if;
    -- Sorted, so that two appends over the same streams cannot wait for each other.
    with locked as materialized (
        select s.name, s.version from stream s where s.name = any (names) order by s.name for no key update)
    select array_agg(l.version order by x.ord) into v_current
    from unnest(names) with ordinality as x(n, ord) join locked l on l.name = x.n;
    if cardinality(v_current) is distinct from cardinality(names) then
        raise exception 'a stream was made by a transaction that this one cannot see' using errcode = 'serialization_failure';
    end if;

    for r in 1 .. cardinality(a_id) loop
        v_from := v_part;
        while v_part <= cardinality(s_request) and s_request[v_part] = r loop
            v_part := v_part + 1;
        end loop;
        select * into v_known from append k where k.append_id = a_id[r];
        if found then
            if v_known.digest = a_digest[r] then
                return query select r, 'repeated', v_known.first_position, v_known.last_position,
                        v_known.first_versions, v_known.last_versions, null::text, null::bigint, null::bigint;
            else
                return query select r, 'append_id_conflict', null::bigint, null::bigint, null::bigint[], null::bigint[],
                        null::text, null::bigint, null::bigint;
            end if;
            v_outcome[r] := 'answered';
            continue;
        end if;
        for p in v_from .. v_part - 1 loop
            if s_expected[p] >= 0 and s_expected[p] <> v_current[s_name[p]] then
                return query select r, 'version_conflict', null::bigint, null::bigint, null::bigint[], null::bigint[],
                        names[s_name[p]], s_expected[p], v_current[s_name[p]];
                v_outcome[r] := 'answered';
                exit;
            end if;
        end loop;
        if v_outcome[r] is null then
            for p in v_from .. v_part - 1 loop
                v_base[p] := v_current[s_name[p]];
                v_current[s_name[p]] := v_current[s_name[p]] + s_events[p];
                v_accepted[p] := true;
            end loop;
            v_any := true;
        end if;
    end loop;
    if not v_any then
        -- Streams that only these requests would have made must not stay behind empty.
        delete from stream s where s.name = any (names) and s.version = 0;
        return;
    end if;

    perform pg_advisory_xact_lock_shared(eventscope.position_lock_key());
    return query
    with item as materialized (
        select e.ord, e.part, s_request[e.part] as r, names[s_name[e.part]] as n, categories[s_name[e.part]] as c,
               v_base[e.part] + row_number() over (partition by e.part order by e.ord) as version,
               e.id, e.type, e.schema, e.payload, e.metadata, e.causation, e.correlation, e.occurred
        from unnest(e_part, e_id, e_type, e_schema, e_payload, e_metadata, e_causation, e_correlation, e_occurred)
             with ordinality as e(part, id, type, schema, payload, metadata, causation, correlation, occurred, ord)
        where v_accepted[e.part]
        order by e.ord
    ), placed as materialized (
        select nextval('event_position') as at_position, item.* from item
    ), inserted as (
        insert into event (position, event_id, stream, category, version, type, schema_version, payload, metadata,
                           causation_id, correlation_id, occurred_at, recorded_at)
        select p.at_position, p.id, p.n, p.c, p.version, p.type, p.schema, p.payload::json, p.metadata::json,
               p.causation, p.correlation, coalesce(p.occurred, v_now), v_now
        from placed p order by p.at_position
    ), touched as (
        update stream s
        set version = t.version, last_position = t.last_at_position, last_at = v_now, last_type = t.last_type,
            first_position = coalesce(s.first_position, t.first_at_position), first_at = coalesce(s.first_at, v_now)
        from (select p.n, max(p.version) as version, min(p.at_position) as first_at_position,
                     max(p.at_position) as last_at_position, (array_agg(p.type order by p.at_position desc))[1] as last_type
              from placed p group by p.n) t
        where s.name = t.n
    ), parts as (
        select p.r, p.part, min(p.n) as n, min(p.version) as first_version, max(p.version) as last_version,
               min(p.at_position) as first_at_position, max(p.at_position) as last_at_position
        from placed p group by p.r, p.part
    ), answered as (
        select q.r, min(q.first_at_position) as first_at_position, max(q.last_at_position) as last_at_position,
               array_agg(q.n order by q.part) as stream_names,
               array_agg(q.first_version order by q.part) as firsts, array_agg(q.last_version order by q.part) as lasts
        from parts q group by q.r
    ), kept as (
        insert into append (append_id, digest, first_position, last_position, streams, first_versions, last_versions, appended_at)
        select a_id[w.r], a_digest[w.r], w.first_at_position, w.last_at_position, w.stream_names, w.firsts, w.lasts, v_now
        from answered w
    )
    select w.r::int, 'appended', w.first_at_position, w.last_at_position, w.firsts, w.lasts, null::text, null::bigint, null::bigint
    from answered w;
    if exists (select from unnest(v_outcome) o where o is not null) then
        delete from stream s where s.name = any (names) and s.version = 0;
    end if;
end $$;

-- What the settled position is derived from: read this first, then the holders of K (in a statement of its own).
create function highest_drawn_position() returns bigint language sql volatile
    return (select case when is_called then last_value else last_value - 1 end from event_position);
