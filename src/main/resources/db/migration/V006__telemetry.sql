-- Vector clocks, spans, and how long the handling of events takes.

-- A node is one writer that acts step by step. Its row is its memory: how often it has ticked, and what it has seen of others.
create table node_clock (
    node       text collate "C" primary key check (node ~ '^[A-Za-z0-9._-]{1,64}$'),
    counter    bigint not null default 0 check (counter >= 0),
    clock      jsonb not null default '{}',
    ticked_at  timestamptz
);
comment on table node_clock is 'Changed in the transaction of the append, so that a tick is never used twice.';

-- The row of a node, locked until the end of the transaction; made where it is not.
create function lock_node_clock(p_node text) returns table (counter bigint, clock jsonb)
language plpgsql set search_path = eventscope, pg_temp as $$
begin
    return query select k.counter, k.clock from node_clock k where k.node = p_node for no key update;
    if not found then
        insert into node_clock (node) values (p_node) on conflict do nothing;
        return query select k.counter, k.clock from node_clock k where k.node = p_node for no key update;
    end if;
end $$;

-- The clock in the metadata of an event; null where there is none. By pattern, not by parsing: metadata may hold what
-- jsonb cannot, and a clock always stands first.
create function clock_of(p_metadata text) returns jsonb language sql immutable parallel safe
    return substring(p_metadata from
        '^\{"vector_clock":(\{"[A-Za-z0-9._-]{1,64}": [0-9]{1,18}(?:, "[A-Za-z0-9._-]{1,64}": [0-9]{1,18})*\})')::jsonb;

-- Metadata with a clock put first, in the place of one that it brought along. What is no object stays as it is.
create function clocked(p_metadata text, p_clock jsonb) returns text language sql immutable parallel safe
    return case when p_metadata !~ '^\s*\{' then p_metadata
        else regexp_replace(
            regexp_replace(p_metadata, '^\s*\{("vector_clock":\{[^{}]*\}\s*,?)?\s*', '{"vector_clock":' || p_clock::text || ','),
            '^(\{"vector_clock":\{[^{}]*\}),\}', '\1}') end;

-- What a writer has seen when it appends: its own clock, and those of the events that its new ones follow or are caused by.
-- One append is one step of its writer: it sees the heads of all its streams and all its causes, then writes in order.
create function seen_clock(p_own jsonb, p_metadata json[]) returns jsonb language sql immutable parallel safe
    return (select jsonb_object_agg(x.node, x.counter) from (
        select c.key as node, max(c.value::bigint) as counter
        from (select p_own as clock union all select clock_of(m::text) from unnest(p_metadata) m) s
        cross join lateral jsonb_each_text(s.clock) c
        group by c.key) x);

-- The W3C trace context in the metadata of an event; null where there is none.
create function trace_of(p_metadata text) returns text language sql immutable parallel safe
    return substring(p_metadata from '"traceparent"\s*:\s*"(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})"');

-- Metadata with a trace context, where it is an object and has none.
create function traced(p_metadata text, p_trace text) returns text language sql immutable parallel safe
    return case when p_trace is null or p_metadata like '%"traceparent"%' or p_metadata !~ '^\s*\{' then p_metadata
        else regexp_replace(regexp_replace(p_metadata, '^\s*\{\s*', '{"traceparent":"' || p_trace || '",'),
            '^(\{"traceparent":"[0-9a-f-]*"),\}', '\1}') end;

-- One append of any number of requests, each with its own outcome; a request is recorded whole or not at all.
--
-- a_*: one element a request: its id and the digest of its content.
-- s_*: one element a (request, stream), in the order of the request: the request's index, the stream's index in names,
--      and the expected version (-1 = any).
-- e_*: one element an event, in order: the index of its s_ element, then its fields.
-- As in V001, and with vector clocks and trace contexts: see seen_clock and trace_of above.
-- Answers one row a request: outcome 'appended' | 'repeated' | 'version_conflict' | 'append_id_conflict'.
create or replace function append_events(
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
    v_node      text := nullif(current_setting('eventscope.node', true), '');
    v_tick      bigint := 0;
    v_clock     jsonb;
begin
    if v_node is not null then
        -- The first lock of all: whoever waits here for the same node holds no stream that another append needs.
        select l.counter, l.clock into v_tick, v_clock from lock_node_clock(v_node) l;
    end if;
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

    if current_setting('eventscope.traced', true) = 'on'
       and exists (select from unnest(e_metadata) m where m not like '%"traceparent"%') then
        -- Where the writer is in no trace, its events go on with that of the first cause that their stream's part has.
        with cause as (
            select distinct on (u.part) u.part, trace_of(c.metadata::text) as trace
            from unnest(e_part, e_causation) with ordinality as u(part, cause, ord)
            join event c on c.event_id = u.cause
            where v_accepted[u.part]
            order by u.part, trace_of(c.metadata::text) is null, u.ord)
        select array_agg(traced(u.metadata, cause.trace) order by u.ord) into e_metadata
        from unnest(e_part, e_metadata) with ordinality as u(part, metadata, ord)
        left join cause on cause.part = u.part;
    end if;
    if v_node is not null or exists (select from node_clock) then
        v_clock := seen_clock(v_clock, array(
                select h.metadata from generate_subscripts(v_accepted, 1) p
                join unnest(names) with ordinality as x(n, ord) on x.ord = s_name[p]
                join event h on h.stream = x.n and h.version = v_base[p]
                where v_accepted[p]
                union all
                select c.metadata from event c
                where c.event_id in (select u.cause from unnest(e_part, e_causation) as u(part, cause)
                                     where v_accepted[u.part] and u.cause is not null)));
    end if;
    if v_node is not null then
        v_tick := greatest(v_tick, coalesce((v_clock ->> v_node)::bigint, 0));
        v_clock := coalesce(v_clock, '{}');
    end if;

    perform pg_advisory_xact_lock_shared(eventscope.position_lock_key());
    return query
    with item as materialized (
        select e.ord, e.part, s_request[e.part] as r, names[s_name[e.part]] as n, categories[s_name[e.part]] as c,
               v_base[e.part] + row_number() over (partition by e.part order by e.ord) as version,
               v_tick + row_number() over (order by e.ord) as tick,
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
        select p.at_position, p.id, p.n, p.c, p.version, p.type, p.schema, p.payload::json,
               case when v_clock is null then p.metadata
                    when v_node is null then clocked(p.metadata, v_clock)
                    else clocked(p.metadata, v_clock || jsonb_build_object(v_node, p.tick)) end::json,
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
    if v_node is not null then
        v_tick := v_tick + (select count(*) from unnest(e_part) u where v_accepted[u]);
        update node_clock k set counter = v_tick, clock = v_clock || jsonb_build_object(v_node, v_tick), ticked_at = v_now
        where k.node = v_node;
    end if;
    if exists (select from unnest(v_outcome) o where o is not null) then
        delete from stream s where s.name = any (names) and s.version = 0;
    end if;
end $$;

-- What was done with events, and when. Bounded: who writes it also forgets the oldest.
create table span (
    span_no         bigint generated always as identity primary key,
    trace_id        text collate "C" not null check (trace_id ~ '^[0-9a-f]{32}$'),
    span_id         text collate "C" not null check (span_id ~ '^[0-9a-f]{16}$'),
    parent_span_id  text collate "C" check (parent_span_id ~ '^[0-9a-f]{16}$'),
    operation       text not null check (operation in ('append', 'publish', 'handle', 'step')),
    name            text not null,
    event_type      text,
    event_id        text,
    started_at      timestamptz not null,
    duration_us     bigint not null check (duration_us >= 0),
    error_class     text
);
create index span_trace on span (trace_id, started_at);
comment on column span.duration_us is 'Microseconds.';

-- How long handlers take, by type of event.
create table handling (
    event_type  text collate "C" not null,
    operation   text not null check (operation in ('publish', 'handle', 'step')),
    handler     text collate "C" not null,
    count       bigint not null check (count >= 0),
    errors      bigint not null check (errors >= 0),
    total_us    bigint not null check (total_us >= 0),
    last_at     timestamptz not null,
    primary key (event_type, operation, handler)
);
comment on column handling.errors is 'Of count, those that ended in an error.';

-- Its histogram. Bucket 0 to 15 is that many microseconds; above, each power of two is parted into 16.
create table handling_bucket (
    event_type  text collate "C" not null,
    operation   text not null,
    handler     text collate "C" not null,
    bucket      integer not null check (bucket between 0 and 975),
    count       bigint not null check (count >= 0),
    primary key (event_type, operation, handler, bucket),
    foreign key (event_type, operation, handler) references handling on delete cascade
);
