-- The roles of an Eventscope store. Run by a role that may create roles, connected to the store's database, after `init`:
--   eventscope_viewer    reads everything, writes nothing
--   eventscope_operator  reads, and may call the re-drive functions
--   eventscope_service   reads, appends by the append function, runs sagas
-- Then give them to people: grant eventscope_viewer to ann;
do $$
declare
    v_role text;
begin
    foreach v_role in array array['eventscope_viewer', 'eventscope_operator', 'eventscope_service'] loop
        if not exists (select from pg_roles where rolname = v_role) then
            execute format('create role %I nologin', v_role);
        end if;
    end loop;
    if pg_has_role('pg_read_all_stats', 'usage') then
        begin
            grant pg_read_all_stats to eventscope_viewer, eventscope_operator, eventscope_service;
        exception when insufficient_privilege then
            raise notice 'pg_read_all_stats could not be granted: who holds delivery back is then shown without the query';
        end;
    end if;
end $$;
