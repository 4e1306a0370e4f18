-- The read side of content: one row a file that exists now, fed from events, thrown away and built again at will.

create table content (
    id             text collate "C" primary key,
    path           text not null,
    title          text not null,
    type           text not null,
    last_modified  timestamptz not null,
    search_text    text not null,
    search         tsvector generated always as (to_tsvector('simple', search_text)) stored
);
create index content_search on content using gin (search);
create index content_modified on content (last_modified, id);

-- The last event delivered, kept in the transaction that took it in. The row is the lock of whoever projects.
create table checkpoint (
    projection  text primary key,
    position    bigint not null,
    event_id    text
);
insert into checkpoint values ('content', 0, null);
