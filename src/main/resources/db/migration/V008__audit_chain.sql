-- The audit as a chain: each row carries the hash of the one before it, so that none is changed, taken out or put in
-- unseen. Against an owner who writes the whole chain anew only a head that was kept elsewhere helps.

create table audit_head (
    one        boolean primary key default true check (one),
    action_no  bigint not null,
    hash       bytea not null
);
comment on table audit_head is 'The last row of operator_action: its number and hash. Its row is the lock under which the chain grows.';

alter table operator_action
    alter column action_no drop identity,
    add column client text not null default '',
    add column previous_hash bytea,
    add column hash bytea;
comment on column operator_action.action_no is 'Contiguous from 1: the place in the chain.';
comment on column operator_action.db_user is 'The session_user: who it was, as the server knows.';
comment on column operator_action.actor is 'The user of the operating system: only what the client says.';
comment on column operator_action.client is 'The application_name of the session: the program and its version.';

-- What is hashed: every field in this order as length:text, an absent one as -, so that no two rows read the same.
create function audit_text(p operator_action) returns text
language sql stable set search_path = eventscope, pg_temp as $$
    select string_agg(coalesce(octet_length(f.value) || ':' || f.value, '-'), ',' order by f.n)
    from unnest(array[p.action_no::text, p.request_id::text, (extract(epoch from p.at) * 1000000)::bigint::text, p.db_user,
            p.actor, p.client, p.action, p.mode, p.saga_id, p.step_no::text, p.target, p.reason, p.evidence, p.before::text,
            p.after::text, p.accepted::text, p.refusal, p.event_id::text, encode(p.previous_hash, 'hex')])
         with ordinality as f(value, n)
$$;

do $$
declare
    v_row   operator_action;
    v_no    bigint := 0;
    v_hash  bytea := '';
begin
    for v_row in select * from operator_action order by action_no loop
        v_no := v_no + 1;
        update operator_action set action_no = v_no, previous_hash = v_hash where action_no = v_row.action_no
        returning * into v_row;
        v_hash := sha256(convert_to(audit_text(v_row), 'UTF8'));
        update operator_action set hash = v_hash where action_no = v_no;
    end loop;
    insert into audit_head (action_no, hash) values (v_no, v_hash);
end $$;
alter table operator_action
    alter column previous_hash set not null,
    alter column hash set not null;

-- Whoever inserts an action waits here until the one before is committed. It is the last lock that the functions take.
create function chain_action() returns trigger
language plpgsql set search_path = eventscope, pg_temp as $$
declare
    v_head  audit_head;
begin
    select * into strict v_head from audit_head for update;
    new.action_no := v_head.action_no + 1;
    new.db_user := session_user;
    new.client := coalesce(current_setting('application_name', true), '');
    new.previous_hash := v_head.hash;
    new.hash := sha256(convert_to(audit_text(new), 'UTF8'));
    update audit_head set action_no = new.action_no, hash = new.hash;
    return new;
end $$;
create trigger chain_action before insert on operator_action for each row execute function chain_action();
alter table operator_action enable always trigger chain_action;

create function refuse_action_change() returns trigger language plpgsql as $$
begin
    raise exception 'what operators did is never changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger refuse_action_change before update or delete or truncate on operator_action
    for each statement execute function refuse_action_change();
alter table operator_action enable always trigger refuse_action_change;
