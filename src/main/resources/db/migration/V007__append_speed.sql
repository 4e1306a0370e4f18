-- Short ways for the usual appends, without vector clocks and traces: one request to one stream, and many requests of one
-- event each, as a group commit brings them.

create type append_outcome as enum ('appended', 'repeated', 'version_conflict', 'append_id_conflict');

-- Takes what append_events takes, and answers the same in columns of fixed size, so that a driver can send the call and the
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
language plpgsql security definer set search_path = eventscope, pg_temp as $$
#variable_conflict use_column
declare
    -- Sent as a transaction by itself, with nobody to set a bound before it.
    v_bound      text := case when current_setting('lock_timeout') = '0' then set_config('lock_timeout', '10s', true) end;
    v_now        timestamptz := clock_timestamp();
    v_events     int := cardinality(e_id);
    v_plain      boolean := coalesce(current_setting('eventscope.node', true), '') = ''
                            and coalesce(current_setting('eventscope.traced', true), '') = '';
    v_stream     text := names[1];
    v_version    bigint;
    v_clocked    boolean;
    v_known      append;
    v_positions  bigint[];
    v_versions   bigint[];
begin
    request := 1;
    part := 1;
    outcome := 'appended';

    -- One event on a stream that is there: the row is locked, checked and moved on by one statement. Where it had to wait
    -- for another transaction, all of it, the position too, is worked out anew on the row that it then finds, so positions
    -- go up with versions. What does not fit (another version, a known id, a store with clocks) goes the long way below.
    if cardinality(s_request) = 1 and v_events = 1 and v_plain then
        perform pg_advisory_xact_lock_shared(eventscope.position_lock_key());
        update stream s
        set version = s.version + 1, last_position = nextval('event_position'), last_at = v_now, last_type = e_type[1]
        where s.name = v_stream and s.version > 0 and (s_expected[1] < 0 or s.version = s_expected[1])
          and not exists (select from append k where k.append_id = a_id[1])
          and not exists (select from node_clock)
        returning s.version, s.last_position into first_version, first_position;
        if found then
            last_version := first_version;
            last_position := first_position;
            insert into append (append_id, digest, first_position, last_position, streams, first_versions, last_versions, appended_at)
            values (a_id[1], a_digest[1], append_batch.first_position, append_batch.first_position, array[v_stream],
                    array[append_batch.first_version], array[append_batch.first_version], v_now)
            on conflict do nothing;
            if not found then
                raise exception 'the same append is under way in another transaction' using errcode = 'serialization_failure';
            end if;
            insert into event (position, event_id, stream, category, version, type, schema_version, payload, metadata,
                               causation_id, correlation_id, occurred_at, recorded_at)
            values (append_batch.first_position, e_id[1], v_stream, categories[1], append_batch.first_version, e_type[1],
                    e_schema[1], e_payload[1]::json, e_metadata[1]::json, e_causation[1], e_correlation[1],
                    coalesce(e_occurred[1], v_now), v_now);
            return next;
            return;
        end if;
    end if;

    -- Many requests of one event each, each to a stream of its own that is there: what a group commit usually brings. The
    -- rows are locked in the order of their names, as below. What does not fit goes the long way, which finds them locked.
    if cardinality(a_id) > 1 and v_plain and cardinality(s_request) = cardinality(a_id)
       and cardinality(names) = cardinality(a_id) and v_events = cardinality(a_id) then
        with locked as materialized (
            select s.name, s.version from stream s where s.name = any (names) order by s.name for no key update)
        select array_agg(l.version order by u.ord) into v_versions
        from unnest(names, s_expected) with ordinality as u(name, expected, ord)
        join locked l on l.name = u.name
        where l.version > 0 and (u.expected < 0 or u.expected = l.version)
          and not exists (select from node_clock);
        if cardinality(v_versions) = cardinality(a_id)
           and not exists (select from append k where k.append_id = any (a_id)) then
            perform pg_advisory_xact_lock_shared(eventscope.position_lock_key());
            return query
            with placed as materialized (
                select nextval('event_position') as at_position, u.version + 1 as at_version, u.*
                from unnest(names, categories, v_versions, a_id, a_digest, e_id, e_type, e_schema, e_payload, e_metadata,
                            e_causation, e_correlation, e_occurred)
                     with ordinality as u(name, category, version, append_id, digest, id, type, schema, payload, metadata,
                                          causation, correlation, occurred, ord)
            ), moved as (
                update stream s
                set version = p.at_version, last_position = p.at_position, last_at = v_now, last_type = p.type
                from placed p
                where s.name = p.name
            ), kept as (
                insert into append (append_id, digest, first_position, last_position, streams, first_versions, last_versions, appended_at)
                select p.append_id, p.digest, p.at_position, p.at_position, array[p.name], array[p.at_version],
                       array[p.at_version], v_now
                from placed p
            ), written as (
                insert into event (position, event_id, stream, category, version, type, schema_version, payload, metadata,
                                   causation_id, correlation_id, occurred_at, recorded_at)
                select p.at_position, p.id, p.name, p.category, p.at_version, p.type, p.schema, p.payload::json,
                       p.metadata::json, p.causation, p.correlation, coalesce(p.occurred, v_now), v_now
                from placed p
            )
            select p.ord::int, p.ord::int, 'appended'::append_outcome, p.at_position, p.at_position, p.at_version,
                   p.at_version, null::bigint
            from placed p;
            return;
        end if;
    end if;

    if cardinality(s_request) = 1 and v_plain then
        select s.version, exists (select from node_clock) into v_version, v_clocked
        from stream s where s.name = v_stream for no key update of s;
        if not found then
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
        perform pg_advisory_xact_lock_shared(eventscope.position_lock_key());
        v_positions := array(select nextval('event_position') from generate_series(1, v_events));
        first_position := v_positions[1];
        last_position := v_positions[v_events];
        first_version := v_version + 1;
        last_version := v_version + v_events;
        -- Taken before the events, so that a request that is sent twice stops here; its positions stay unused.
        insert into append (append_id, digest, first_position, last_position, streams, first_versions, last_versions, appended_at)
        values (a_id[1], a_digest[1], append_batch.first_position, append_batch.last_position, array[v_stream],
                array[append_batch.first_version], array[append_batch.last_version], v_now)
        on conflict do nothing;
        if not found then
            outcome := 'repeated';
        end if;
    else
        outcome := 'version_conflict';
    end if;

    if outcome <> 'appended' then
        select * into v_known from append k where k.append_id = a_id[1];
        if v_known.digest = a_digest[1] then
            outcome := 'repeated';
        elsif v_known.append_id is not null then
            outcome := 'append_id_conflict';
        elsif outcome = 'repeated' then
            raise exception 'an append was made by a transaction that this one cannot see' using errcode = 'serialization_failure';
        end if;
        first_position := v_known.first_position;
        last_position := v_known.last_position;
        first_version := v_known.first_versions[1];
        last_version := v_known.last_versions[1];
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
