-- Rights, given again after every migration to the roles that exist. `init --print-roles` prints how to make them.
do $$
declare
    v_schema text := 'eventscope';
begin
    execute format('revoke all on all functions in schema %I from public', v_schema);
    execute format('grant execute on function %I.position_lock_key() to public', v_schema);
    execute format('grant execute on function %I.relay_shard_of(text) to public', v_schema);
    if exists (select from pg_roles where rolname = 'eventscope_viewer') then
        execute format('grant usage on schema %I to eventscope_viewer', v_schema);
        execute format('grant select on all tables in schema %I to eventscope_viewer', v_schema);
        execute format('grant select on all sequences in schema %I to eventscope_viewer', v_schema);
        execute format('grant execute on function %I.highest_drawn_position() to eventscope_viewer', v_schema);
        execute format('grant execute on function %1$I.redrive_offers(text), %1$I.redrive_outcomes(uuid[]),'
                || ' %1$I.redrive_refusals(%1$I.saga, %1$I.saga_step, text[]),'
                || ' %1$I.redrive_item_states(uuid[]), %1$I.redrive_job_counts(uuid[]) to eventscope_viewer', v_schema);
    end if;
    if exists (select from pg_roles where rolname = 'eventscope_operator') then
        execute format('grant usage on schema %I to eventscope_operator', v_schema);
        execute format('grant select on all tables in schema %I to eventscope_operator', v_schema);
        execute format('grant select on all sequences in schema %I to eventscope_operator', v_schema);
        execute format('grant execute on function %I.highest_drawn_position() to eventscope_operator', v_schema);
        execute format('grant execute on function %I.redrive_step(uuid, text, int, int, text, text, text, text)'
                || ' to eventscope_operator', v_schema);
        execute format('grant execute on function %I.note_failure_group(uuid, text, text, text) to eventscope_operator',
                v_schema);
        execute format('grant execute on function %I.plan_redrive_job(uuid, text, text, text, text, text, double precision,'
                || ' double precision, text[], int[], int[], int[], text[]) to eventscope_operator', v_schema);
        execute format('grant execute on function %I.drive_redrive_job(uuid, uuid, text) to eventscope_operator', v_schema);
        execute format('grant execute on function %I.end_redrive_job(uuid, text, text, text) to eventscope_operator',
                v_schema);
        execute format('grant execute on function %1$I.redrive_offers(text), %1$I.redrive_outcomes(uuid[]),'
                || ' %1$I.redrive_refusals(%1$I.saga, %1$I.saga_step, text[]),'
                || ' %1$I.redrive_item_states(uuid[]), %1$I.redrive_job_counts(uuid[]),'
                || ' %1$I.settle_redrive_job(uuid), %1$I.record_arming(uuid, text, text, int, text)'
                || ' to eventscope_operator', v_schema);
        execute format('grant execute on function %I.act_on_subscription(uuid, text, text, int, text, uuid, text, text)'
                || ' to eventscope_operator', v_schema);
        execute format('grant execute on function %I.act_on_outbox(uuid, text, text, uuid, int, text, text)'
                || ' to eventscope_operator', v_schema);
    end if;
    if exists (select from pg_roles where rolname = 'eventscope_service') then
        execute format('grant usage on schema %I to eventscope_service', v_schema);
        execute format('grant select on all tables in schema %I to eventscope_service', v_schema);
        execute format('grant select on all sequences in schema %I to eventscope_service', v_schema);
        execute format('grant execute on all functions in schema %I to eventscope_service', v_schema);
        execute format('grant insert, update on %1$I.saga, %1$I.saga_step, %1$I.saga_attempt, %1$I.saga_runner'
                || ' to eventscope_service', v_schema);
        execute format('grant insert, update, delete on %1$I.subscription, %1$I.subscription_generation,'
                || ' %1$I.handled_event, %1$I.handled_stream, %1$I.blocked_stream, %1$I.parked_event'
                || ' to eventscope_service', v_schema);
        execute format('grant usage on sequence %I.lease_token to eventscope_service', v_schema);
        execute format('grant update on %I.relay_shard to eventscope_service', v_schema);
        execute format('grant insert, update, delete on %1$I.relay_blocked_key, %1$I.relay_member to eventscope_service',
                v_schema);
        execute format('grant insert, delete on %I.span to eventscope_service', v_schema);
        execute format('grant insert, update on %1$I.handling, %1$I.handling_bucket to eventscope_service', v_schema);
    end if;
end $$;
