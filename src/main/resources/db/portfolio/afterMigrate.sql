-- Rights on the read side, given again after every migration to the roles that exist; nobody but the service writes it.
do $$
declare
    v_role text;
begin
    foreach v_role in array array['eventscope_viewer', 'eventscope_operator', 'eventscope_service'] loop
        if exists (select from pg_roles where rolname = v_role) then
            execute format('grant usage on schema portfolio to %I', v_role);
            execute format('grant select on all tables in schema portfolio to %I', v_role);
        end if;
    end loop;
    if exists (select from pg_roles where rolname = 'eventscope_service') then
        grant insert, update, delete on portfolio.content_row to eventscope_service;
    end if;
end $$;
