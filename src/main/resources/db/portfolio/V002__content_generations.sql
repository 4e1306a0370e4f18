-- Content becomes a projection: rows by generation, so that a new one can be built beside the one in use. How far each
-- is, and which one is live, is with the subscription 'content'.
drop table checkpoint;
drop table content;

create table content_row (
    generation     integer not null,
    id             text collate "C" not null,
    path           text not null,
    title          text not null,
    type           text not null,
    last_modified  timestamptz not null,
    search_text    text not null,
    search         tsvector generated always as (to_tsvector('simple', search_text)) stored,
    primary key (generation, id)
);
create index content_search on content_row using gin (search);
create index content_modified on content_row (generation, last_modified, id);

create view content as
select id, path, title, type, last_modified, search_text, search
from content_row
where generation = (select s.live from eventscope.subscription s where s.name = 'content');
