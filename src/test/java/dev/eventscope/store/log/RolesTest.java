package dev.eventscope.store.log;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What each role of the printed script may and may not do, as logins of that role on a real server.
class RolesTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final StreamId STREAM = new StreamId("order-1");
    private static final String TABLES_IT_MAY_WRITE = """
            select c.relname as name from pg_class c
            where c.relnamespace = 'eventscope'::regnamespace and c.relkind in ('r', 'p')
              and (has_table_privilege(current_user, c.oid, 'insert') or has_table_privilege(current_user, c.oid, 'update')
                   or has_table_privilege(current_user, c.oid, 'delete') or has_table_privilege(current_user, c.oid, 'truncate'))
            order by 1""";
    private static final String TABLES_IT_MAY_NOT_READ = """
            select c.relname as name from pg_class c
            where c.relnamespace = 'eventscope'::regnamespace and c.relkind in ('r', 'p', 'v')
              and not has_table_privilege(current_user, c.oid, 'select')
            order by 1""";

    @BeforeAll
    static void logins() {
        STORE.execute(Roles.script());
        STORE.execute("""
                do $$
                declare r text;
                begin
                    foreach r in array array['viewer', 'operator', 'service'] loop
                        if not exists (select from pg_roles where rolname = 'a_' || r) then
                            execute format('create role %I login in role %I', 'a_' || r, 'eventscope_' || r);
                        end if;
                    end loop;
                end $$""");
        STORE.appender().append(AppendRequest.of(STREAM, ExpectedVersion.any(), anEvent()));
    }

    @AfterAll
    static void dropLogins() {
        STORE.execute("drop role if exists a_viewer, a_operator, a_service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "service"})
    void every_role_reads_every_table(String role) {
        try (OpenStore store = TestStore.open(login(role), Access.READ_ONLY)) {
            assertThat(names(store.database(), TABLES_IT_MAY_NOT_READ)).isEmpty();
            assertThat(store.reader().readHeaders(EventQuery.forward(EventScope.all(), 10))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void neither_viewer_nor_operator_writes_any_table(String role) {
        try (Database database = open(role)) {
            assertThat(names(database, TABLES_IT_MAY_WRITE)).isEmpty();
        }
    }

    @Test
    void the_service_writes_no_event_and_no_audit_but_by_the_functions() {
        try (Database database = open("service")) {
            assertThat(names(database, TABLES_IT_MAY_WRITE)).doesNotContain("event", "stream", "append",
                    "operator_action", "store_identity");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void neither_viewer_nor_operator_appends(String role) {
        try (Database database = open(role)) {
            EventAppender appender = new EventAppender(database);

            assertThatThrownBy(() -> appender.append(AppendRequest.of(STREAM, ExpectedVersion.any(), anEvent())))
                    .isInstanceOf(RightMissing.class).hasMessageContaining("append_");
            assertRefused(database, "select nextval('eventscope.event_position')");
        }
    }

    @Test
    void the_service_appends() {
        try (Database database = open("service")) {
            Appended appended = new EventAppender(database).append(
                    AppendRequest.of(new StreamId("order-2"), ExpectedVersion.any(), anEvent()));

            assertThat(appended.firstPosition()).isEqualTo(appended.lastPosition());
            assertRefused(database, "update eventscope.event set type = 'Other' returning 1");
            assertRefused(database, "delete from eventscope.event returning 1");
            assertRefused(database,
                    "insert into eventscope.stream (name, category, version) values ('x', 'x', 0) returning 1");
        }
    }

    @Test
    void a_viewer_cannot_ask_for_a_redrive_and_an_operator_can() {
        String ask = "select refusal from eventscope.redrive_step('%s', 'sync-none', 1, 1, 'retry', 'why not', 'ann')";
        try (Database viewer = open("viewer"); Database operator = open("operator")) {
            assertRefused(viewer, ask.formatted(UUID.randomUUID()));

            UUID request = UUID.randomUUID();
            assertThat(operator.<List<String>>write(tx -> tx.query(ask.formatted(request),
                    row -> row.string("refusal")))).containsExactly("unknown_saga");
            assertThat(names(operator,
                    "select db_user as name from eventscope.operator_action where request_id = '" + request
                            + "'"))
                    .containsExactly("a_operator");
        }
    }

    @Test
    void an_operator_plans_drives_and_ends_a_job_and_a_viewer_does_none_of_it() {
        String plan = "select eventscope.plan_redrive_job('%1$s', 'group x', 'retry', 'why not', null, 'ann', 1, 0, array['none-1'], "
                + "array[1], array[1], array[1], array['']) is null as done";
        String drive = "select eventscope.drive_redrive_job('%1$s', gen_random_uuid(), 'ann') = 'yours' as done";
        String end = "select eventscope.end_redrive_job('%1$s', 'stopped', 'enough', 'ann') as done";
        String note = "select eventscope.note_failure_group('%1$s', 'x', 'ask ines', 'ann') is null as done";
        UUID job = UUID.randomUUID();
        try (Database viewer = open("viewer"); Database operator = open("operator")) {
            for (String ask : List.of(plan, drive, end)) {
                assertRefused(viewer, ask.formatted(job));
                operator.<List<Boolean>>write(tx -> tx.query(ask.formatted(job), row -> row.booleanValue("done")));
            }
            assertRefused(viewer, note.formatted(UUID.randomUUID()));
            operator.<List<Boolean>>write(
                    tx -> tx.query(note.formatted(UUID.randomUUID()), row -> row.booleanValue("done")));

            assertThat(names(operator, "select status as name from eventscope.redrive_job")).containsExactly("stopped");
            assertThat(names(operator,
                    "select mode as name from eventscope.operator_action where db_user = 'a_operator'"
                            + " and action in ('job', 'note') order by action_no"))
                    .containsExactly("start", "stop", "set");
            assertRefused(operator, "update eventscope.redrive_job set status = 'done' returning 1");
            assertRefused(operator, "delete from eventscope.operator_action returning 1");
            assertRefused(operator, "update eventscope.operator_action set reason = 'x' returning 1");
            assertRefused(viewer, "delete from eventscope.operator_action returning 1");
        }
    }

    @Test
    void not_even_the_owner_changes_an_event() {
        assertThatThrownBy(() -> STORE.database().write(tx -> tx.update("delete from eventscope.event")))
                .isInstanceOf(StatementRefused.class).hasMessageContaining("events are never changed or deleted");
    }

    private static void assertRefused(Database database, String sql) {
        assertThatThrownBy(() -> database.write(tx -> tx.query(sql, row -> ""))).isInstanceOf(RightMissing.class);
    }

    private static List<String> names(Database database, String sql) {
        return database.read(tx -> tx.query(sql, row -> row.string("name")));
    }

    private static Database open(String role) {
        return Database.open(login(role), Access.READ_WRITE, Passwords.none());
    }

    private static ConnectionSpec login(String role) {
        ConnectionSpec owner = STORE.spec();
        return new ConnectionSpec(owner.host(), owner.port(), owner.database(), "a_" + role, owner.tls());
    }

    private static NewEvent anEvent() {
        return NewEvent.of("OrderPlaced", Payload.json("{}"));
    }
}
