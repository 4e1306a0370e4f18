-- Appending: everything that writes events goes through these functions.
--
-- append_one     one event of a writer who is nobody in particular, as a transaction by itself: the usual and the shortest way
-- append_batch   any number of requests; short ways for one request to one stream, and for a group commit
-- append_events  any number of requests, with vector clocks and traces: the long way, which the others fall back to
--
-- An append id is kept in a row of `append`, with the digest of the content. One event that has the append id for its own id is
-- its own proof, and takes no row on the short ways: see appended_alone.

-- Generic plans: those for the arrays of one call look a little cheaper to the planner, and making one for each call takes
-- longer than the call. No scan of whole tables: in a young store, not analysed yet, it looks cheaper than a look-up of ten
-- keys, and the plan would stay while the tables grow.

create function refuse_empty_names(p_names text[]) returns void language plpgsql as $$
begin
    if '' = any (p_names) then
        raise exception 'the name of a stream must not be empty' using errcode = 'check_violation';
    end if;
end $$;

-- The event that has an append id for its own id, and whether a request of that one event asks for just what is recorded. The
-- expected version counts as kept where the event's version follows it; metadata that is null is not compared.
create function appended_alone(
    p_append uuid, p_stream text, p_expected bigint, p_type text, p_schema int, p_payload text, p_metadata text,
    p_causation uuid, p_correlation uuid, p_occurred timestamptz
) returns table (at_position bigint, at_version bigint, is_same boolean)
language sql stable set search_path = eventscope, pg_temp as $$
    select e.position, e.version,
           e.stream = p_stream and (p_expected < 0 or e.version = p_expected + 1) and e.type = p_type
           and e.schema_version = p_schema and e.payload::text = p_payload
           and e.metadata::text = coalesce(p_metadata, e.metadata::text)
           and e.causation_id is not distinct from p_causation and e.correlation_id is not distinct from p_correlation
           and e.occurred_at = coalesce(p_occurred, e.recorded_at)
    from event e
    where e.event_id = p_append;
$$;

-- One append of any number of requests, each with its own outcome; a request is recorded whole or not at all.
--
-- a_*: one element a request: its id and the digest of its content.
-- s_*: one element a (request, stream), in the order of the request: the request's index, the stream's index in names,
--      and the expected version (-1 = any).
-- e_*: one element an event, in order: the index of its s_ element, then its fields.
-- Events get vector clocks and trace contexts: see seen_clock and trace_of in V006.
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
language plpgsql security definer
set search_path = eventscope, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    v_now       timestamptz := clock_timestamp();
    v_current   bigint[];
    v_base      bigint[] := array_fill(0::bigint, array[cardinality(s_request)]);
    v_accepted  boolean[] := array_fill(false, array[cardinality(s_request)]);
    v_outcome   text[] := array_fill(null::text, array[cardinality(a_id)]);
    v_known     append;
    v_alone     record;
    v_event     int;
    -- Whether an event has one of the append ids.
    v_any_alone boolean;
    v_part      int := 1;
    v_from      int;
    v_any       boolean := false;
    v_node      text := nullif(current_setting('eventscope.node', true), '');
    v_traced    boolean := coalesce(current_setting('eventscope.traced', true), '') = 'on';
    v_tick      bigint := 0;
    v_clock     jsonb;
begin
    if v_node is not null then
        -- The first lock of all: whoever waits here for the same node holds no stream that another append needs.
        select l.counter, l.clock into v_tick, v_clock from lock_node_clock(v_node) l;
    end if;
    if exists (select from unnest(names) n where not exists (select from stream s where s.name = n)) then
        perform refuse_empty_names(names);
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

    v_any_alone := exists (select from event e where e.event_id = any (a_id));
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
        if v_any_alone then
            v_event := array_position(e_part, v_from);
            select * into v_alone
            from appended_alone(a_id[r], names[s_name[v_from]], s_expected[v_from], e_type[v_event], e_schema[v_event],
                                e_payload[v_event], case when v_traced then null else e_metadata[v_event] end,
                                e_causation[v_event], e_correlation[v_event], e_occurred[v_event]);
            if found then
                if v_alone.is_same and v_part - v_from = 1 and s_events[v_from] = 1 and e_id[v_event] = a_id[r] then
                    return query select r, 'repeated', v_alone.at_position, v_alone.at_position, array[v_alone.at_version],
                            array[v_alone.at_version], null::text, null::bigint, null::bigint;
                else
                    return query select r, 'append_id_conflict', null::bigint, null::bigint, null::bigint[],
                            null::bigint[], null::text, null::bigint, null::bigint;
                end if;
                v_outcome[r] := 'answered';
                continue;
            end if;
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

    if v_traced
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

create type append_outcome as enum ('appended', 'repeated', 'version_conflict', 'append_id_conflict');

-- Takes what append_events takes (best with the names sorted), and answers the same in columns of fixed size, so that a driver can send the call and the
-- end of its transaction in one message. Where no lock time-out is set, 10 s hold until the end of the transaction.
--
-- Answers one row a part (an element of s_*) of each request: the positions are those of the whole request, the versions
-- those of the part. A version conflict answers only the part that it is about, with the version that is there.
create function append_batch(
    a_id uuid[], a_digest bytea[],
    names text[], categories text[],
    s_request int[], s_name int[], s_expected bigint[], s_events int[],
    e_part int[], e_id uuid[], e_type text[], e_schema int[], e_payload text[], e_metadata text[],
    e_causation uuid[], e_correlation uuid[], e_occurred timestamptz[]
) returns table (
    request int, part int, outcome append_outcome, first_position bigint, last_position bigint,
    first_version bigint, last_version bigint, known_version bigint
)
language plpgsql security definer
set search_path = eventscope, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
    -- Sent as a transaction by itself, with nobody to set a bound before it.
    v_bound      text := case when current_setting('lock_timeout') = '0' then set_config('lock_timeout', '10s', true) end;
    v_now        timestamptz := clock_timestamp();
    v_events     int := cardinality(e_id);
    v_requests   int := cardinality(a_id);
    v_plain      boolean := coalesce(current_setting('eventscope.node', true), '') = ''
                            and coalesce(current_setting('eventscope.traced', true), '') = '';
    v_stream     text := names[1];
    v_version    bigint;
    v_clocked    boolean;
    v_known      append;
    v_own        boolean := v_requests = 1 and v_events = 1 and a_id[1] = e_id[1];
    v_alone      record;
    v_positions  bigint[];
    v_versions   bigint[];
    v_names      text[];
    v_fits       boolean;
    v_locked     boolean;
begin
    request := 1;
    part := 1;
    outcome := 'appended';

    -- Many requests of one event each, each to a stream of its own that is there, with the names sorted: what a group commit
    -- usually brings. The rows are locked in the order of their names, as below. What does not fit goes the long way, which
    -- finds them locked. Plain statements over arrays: joins over unnest would have the planner guess.
    if v_plain and v_requests > 1 and cardinality(s_request) = v_requests and cardinality(names) = v_requests
       and v_events = v_requests then
        select array_agg(l.version), array_agg(l.name) into v_versions, v_names
        from (select s.name, s.version from stream s where s.name = any (names) and s.version > 0
              order by s.name for no key update) l;
        v_fits := v_names = names;
        for r in 1 .. v_requests loop
            exit when not coalesce(v_fits, false);
            v_fits := s_expected[r] < 0 or s_expected[r] = v_versions[s_name[r]];
        end loop;
        if v_fits and not exists (select from append k where k.append_id = any (a_id))
           and not exists (select from event e where e.event_id = any (a_id)) and not exists (select from node_clock) then
            v_locked := pg_advisory_xact_lock_shared(position_lock_key()) is not null;
            v_positions := array(select nextval('event_position') from generate_series(1, v_requests));
            if a_id <> e_id then
                insert into append (append_id, digest, first_position, last_position, streams, first_versions,
                                    last_versions, appended_at)
                select u.append_id, u.digest, u.at_position, u.at_position, array[names[u.n]],
                       array[v_versions[u.n] + 1], array[v_versions[u.n] + 1], v_now
                from unnest(a_id, a_digest, v_positions, s_name, e_id) as u(append_id, digest, at_position, n, id)
                where u.append_id <> u.id;
            end if;
            insert into event (position, event_id, stream, category, version, type, schema_version, payload, metadata,
                               causation_id, correlation_id, occurred_at, recorded_at)
            select u.at_position, u.id, names[u.n], categories[u.n], v_versions[u.n] + 1, u.type, u.schema, u.payload::json,
                   u.metadata::json, u.causation, u.correlation, coalesce(u.occurred, v_now), v_now
            from unnest(v_positions, s_name, e_id, e_type, e_schema, e_payload, e_metadata, e_causation, e_correlation,
                        e_occurred)
                 as u(at_position, n, id, type, schema, payload, metadata, causation, correlation, occurred);
            update stream s
            set version = s.version + 1, last_at = v_now,
                last_position = v_positions[array_position(s_name, array_position(names, s.name))],
                last_type = e_type[array_position(s_name, array_position(names, s.name))]
            where s.name = any (names);
            return query
            select u.r::int, u.r::int, 'appended'::append_outcome, u.at_position, u.at_position, v_versions[u.n] + 1,
                   v_versions[u.n] + 1, null::bigint
            from unnest(v_positions, s_name) with ordinality as u(at_position, n, r);
            return;
        end if;
    end if;

    if cardinality(s_request) = 1 and v_plain then
        select s.version, exists (select from node_clock) into v_version, v_clocked
        from stream s where s.name = v_stream for no key update of s;
        if not found then
            perform refuse_empty_names(names);
            insert into stream (name, category, version) values (v_stream, categories[1], 0) on conflict do nothing;
            select s.version, exists (select from node_clock) into v_version, v_clocked
            from stream s where s.name = v_stream for no key update of s;
            if not found then
                raise exception 'a stream was made by a transaction that this one cannot see' using errcode = 'serialization_failure';
            end if;
        end if;
    end if;
    if v_clocked is distinct from false then
        return query
        select e.request, p.part::int, e.outcome::append_outcome, e.first_position, e.last_position,
               e.first_versions[p.nth], e.last_versions[p.nth], e.conflict_actual
        from append_events(a_id, a_digest, names, categories, s_request, s_name, s_expected, s_events, e_part, e_id,
                           e_type, e_schema, e_payload, e_metadata, e_causation, e_correlation, e_occurred) e
        join (select s.r, s.part, names[s.n] as n, row_number() over (partition by s.r order by s.part) as nth
              from unnest(s_request, s_name) with ordinality as s(r, n, part)) p on p.r = e.request
        where e.conflict_name is null or e.conflict_name = p.n
        order by p.part;
        return;
    end if;

    if s_expected[1] < 0 or s_expected[1] = v_version then
        v_locked := pg_advisory_xact_lock_shared(position_lock_key()) is not null;
        v_positions := array(select nextval('event_position') from generate_series(1, v_events));
        first_position := v_positions[1];
        last_position := v_positions[v_events];
        first_version := v_version + 1;
        last_version := v_version + v_events;
        -- Looked at or taken before the events, so that a request that is sent twice stops here; its positions stay unused.
        if exists (select from event e where e.event_id = a_id[1])
           or v_own and exists (select from append k where k.append_id = a_id[1]) then
            outcome := 'repeated';
        elsif not v_own then
            insert into append (append_id, digest, first_position, last_position, streams, first_versions,
                                last_versions, appended_at)
            values (a_id[1], a_digest[1], append_batch.first_position, append_batch.last_position, array[v_stream],
                    array[append_batch.first_version], array[append_batch.last_version], v_now)
            on conflict do nothing;
            if not found then
                outcome := 'repeated';
            end if;
        end if;
    else
        outcome := 'version_conflict';
    end if;

    if outcome <> 'appended' then
        select * into v_known from append k where k.append_id = a_id[1];
        select * into v_alone
        from appended_alone(a_id[1], v_stream, s_expected[1], e_type[1], e_schema[1], e_payload[1], e_metadata[1],
                            e_causation[1], e_correlation[1], e_occurred[1]);
        if v_known.digest = a_digest[1] or v_known.append_id is null and v_own and v_alone.is_same then
            outcome := 'repeated';
        elsif v_known.append_id is not null or v_alone.at_position is not null then
            outcome := 'append_id_conflict';
        elsif outcome = 'repeated' then
            raise exception 'an append was made by a transaction that this one cannot see' using errcode = 'serialization_failure';
        end if;
        first_position := coalesce(v_known.first_position, v_alone.at_position);
        last_position := coalesce(v_known.last_position, v_alone.at_position);
        first_version := coalesce(v_known.first_versions[1], v_alone.at_version);
        last_version := coalesce(v_known.last_versions[1], v_alone.at_version);
        known_version := v_version;
        -- A stream that only this request would have made must not stay behind empty.
        if v_version = 0 then
            delete from stream s where s.name = v_stream and s.version = 0;
        end if;
        return next;
        return;
    end if;

    insert into event (position, event_id, stream, category, version, type, schema_version, payload, metadata,
                       causation_id, correlation_id, occurred_at, recorded_at)
    select e.position, e.id, v_stream, categories[1], v_version + e.ord, e.type, e.schema, e.payload::json,
           e.metadata::json, e.causation, e.correlation, coalesce(e.occurred, v_now), v_now
    from unnest(v_positions, e_id, e_type, e_schema, e_payload, e_metadata, e_causation, e_correlation, e_occurred)
         with ordinality as e(position, id, type, schema, payload, metadata, causation, correlation, occurred, ord);
    update stream s
    set version = append_batch.last_version, last_position = append_batch.last_position, last_at = v_now,
        last_type = e_type[v_events],
        first_position = coalesce(s.first_position, append_batch.first_position), first_at = coalesce(s.first_at, v_now)
    where s.name = v_stream;
    return next;
end $$;

-- One event for one stream, as a transaction by itself: the settings of a node or a trace are not looked at. Takes what
-- append_batch takes of one event, and answers its row: the outcome's number in append_outcome (from 1), first and last
-- position, first and last version, known version, 0 where there is none. Numbers, since a set of rows takes the server longer.
--
-- The row of a stream that is there is locked, checked and moved on by one statement. Where it had to wait for another
-- transaction, all of it, the position too, is worked out anew on the row that it then finds, so positions go up with
-- versions. What does not fit (a new stream, another version, a store with clocks, an append id that has a row) goes the long
-- way. An event that has the append id for its own is not looked for beforehand: it violates event_id_once, or is said to
-- violate append_pkey, and who sends asks append_batch what came of it.
create function append_one(
    p_append uuid, p_digest bytea, p_stream text, p_category text, p_expected bigint,
    p_id uuid, p_type text, p_schema int, p_payload text, p_metadata text,
    p_causation uuid, p_correlation uuid, p_occurred timestamptz
) returns bigint[]
language plpgsql security definer set search_path = eventscope, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    -- With nobody to set a bound before it.
    v_bound     text := case when current_setting('lock_timeout') = '0' then set_config('lock_timeout', '10s', true) end;
    -- K, in an expression: a statement of its own takes four times as long.
    v_locked    boolean := pg_advisory_xact_lock_shared(position_lock_key()) is not null;
    v_now       timestamptz := clock_timestamp();
    v_position  bigint;
    v_version   bigint;
begin
    update stream s
    set version = s.version + 1, last_position = nextval('event_position'), last_at = v_now, last_type = p_type
    where s.name = p_stream and s.version > 0 and (p_expected < 0 or s.version = p_expected)
      and not exists (select from node_clock union all select from append k where k.append_id = p_append)
    returning s.version, s.last_position into v_version, v_position;
    if not found then
        return (select array[array_position(enum_range(null::append_outcome), b.outcome), coalesce(b.first_position, 0),
                             coalesce(b.last_position, 0), coalesce(b.first_version, 0), coalesce(b.last_version, 0),
                             coalesce(b.known_version, 0)]
                from append_batch(array[p_append], array[p_digest], array[p_stream], array[p_category], array[1], array[1],
                                  array[p_expected], array[1], array[1], array[p_id], array[p_type], array[p_schema],
                                  array[p_payload], array[p_metadata], array[p_causation], array[p_correlation],
                                  array[p_occurred]) b);
    end if;
    if p_append <> p_id then
        insert into append (append_id, digest, first_position, last_position, streams, first_versions, last_versions,
                            appended_at)
        values (p_append, p_digest, v_position, v_position, array[p_stream], array[v_version], array[v_version], v_now);
        if exists (select from event e where e.event_id = p_append) then
            raise unique_violation using constraint = 'append_pkey', message = 'an event has this append id for its own';
        end if;
    end if;
    insert into event (position, event_id, stream, category, version, type, schema_version, payload, metadata,
                       causation_id, correlation_id, occurred_at, recorded_at)
    values (v_position, p_id, p_stream, p_category, v_version, p_type, p_schema, p_payload::json, p_metadata::json,
            p_causation, p_correlation, coalesce(p_occurred, v_now), v_now);
    return array[1, v_position, v_position, v_version, v_version, 0];
end $$;
