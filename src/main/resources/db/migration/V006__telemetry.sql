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
