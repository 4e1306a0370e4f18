package dev.eventscope.store;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.store.log.NativeLayout;
import dev.eventscope.store.log.Schema;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a person is told when a store cannot be opened or read.
class StoresTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_server_that_is_not_there_is_named_with_host_and_port() {
        ConnectionSpec closed = new ConnectionSpec("127.0.0.1", 1, "x", "x", ConnectionSpec.TlsMode.DISABLE);

        assertThatThrownBy(() -> open(closed)).isInstanceOf(StoreUnreachable.class)
                .hasMessage(
                        "no connection to PostgreSQL at 127.0.0.1:1: check that it runs and that host and port are right");
    }

    @Test
    void a_server_without_tls_says_how_to_go_on_without_it() {
        ConnectionSpec plain = STORE.spec();
        ConnectionSpec demanding = new ConnectionSpec(plain.host(), plain.port(), plain.database(), plain.user(),
                ConnectionSpec.TlsMode.VERIFY_FULL);

        assertThatThrownBy(() -> open(demanding)).isInstanceOf(StoreUnusable.class)
                .hasMessage("the server at localhost:" + plain.port()
                        + " offers no TLS: to go on without it choose TLS off, in a store URL ?sslmode=disable");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        assertThatThrownBy(() -> open(TestServer.spec("nowhere"))).isInstanceOf(StoreUnusable.class)
                .hasMessageStartingWith("there is no database 'nowhere'");
    }

    @Test
    void a_database_without_events_says_how_to_make_a_store() {
        assertThatThrownBy(() -> open(TestServer.newEmptyDatabase())).isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("no known event store").hasMessageContaining("run 'init'");
    }

    @Test
    void a_database_that_is_not_utf8_is_refused() {
        ConnectionSpec ascii = TestServer.newDatabase("template template0 encoding 'SQL_ASCII' locale 'C'");

        assertThatThrownBy(() -> open(ascii)).isInstanceOf(StoreUnusable.class).hasMessageContaining("SQL_ASCII")
                .hasMessageContaining("UTF8");
    }

    @Test
    void a_store_with_a_newer_schema_is_refused() {
        ConnectionSpec newer = TestServer.newStore();
        try (Database database = Database.open(newer, Access.READ_WRITE, Passwords.none())) {
            database.write(tx -> tx.update("update eventscope.flyway_schema_history set version = '999'"
                    + " where installed_rank = (select max(installed_rank) from eventscope.flyway_schema_history)"));
        }

        assertThatThrownBy(() -> open(newer)).isInstanceOf(StoreUnusable.class).hasMessageContaining("newer");
    }

    @Test
    void an_older_schema_asks_for_init() {
        ConnectionSpec older = TestServer.newStore();
        try (Database database = Database.open(older, Access.READ_WRITE, Passwords.none())) {
            database.write(tx -> tx.update("update eventscope.flyway_schema_history set success = false"));
        }

        assertThatThrownBy(() -> open(older)).isInstanceOf(StoreUnusable.class).hasMessageContaining("run 'init'");
    }

    @Test
    void a_schema_that_other_scripts_made_is_not_migrated_but_told() {
        try (Database database = Database.open(TestServer.newStore(), Access.READ_WRITE, Passwords.none())) {
            database.write(tx -> tx.update("update eventscope.flyway_schema_history set checksum = checksum + 1"
                    + " where version = '003'"));

            assertThatThrownBy(() -> Schema.migrate(database)).isInstanceOf(StoreUnusable.class)
                    .hasMessageContaining("made by a version of Eventscope").hasMessageContaining("demo --reset");
        }
    }

    @Test
    void a_user_without_rights_reads_the_grant_that_is_missing() {
        STORE.execute("do $$ begin create role nobody_here login; exception when duplicate_object then null; end $$");
        ConnectionSpec stranger = new ConnectionSpec(STORE.spec().host(), STORE.spec().port(), STORE.spec().database(),
                "nobody_here", ConnectionSpec.TlsMode.DISABLE);

        assertThatThrownBy(() -> open(stranger)).isInstanceOf(RightMissing.class)
                .hasMessageContaining("grant eventscope_viewer to nobody_here");
    }

    @Test
    void an_unknown_layout_is_told_with_those_that_are_known() {
        assertThatThrownBy(() -> new Stores(List.of(new NativeLayout())).open(STORE.spec(), Access.READ_ONLY,
                Passwords.none(), "martin")).hasMessage("there is no layout 'martin': known are native");
    }

    @Test
    void a_read_only_connection_cannot_write_by_any_way() {
        try (OpenStore store = TestStore.open(STORE.spec(), Access.READ_ONLY)) {
            assertThatThrownBy(() -> store.database().write(tx -> tx.update("select 1")))
                    .isInstanceOf(RightMissing.class);
            for (String sql : List.of("create table t (a int)", "insert into eventscope.stream values ('a','a',0)",
                    "with x as (delete from eventscope.stream returning 1) select 1 from x",
                    "do $$ begin insert into eventscope.stream values ('a','a',0); end $$")) {
                assertThatThrownBy(() -> store.database().read(tx -> tx.update(sql))).isInstanceOf(RightMissing.class);
            }
        }
    }

    @Test
    void a_read_that_takes_too_long_is_stopped_and_named() {
        assertThatThrownBy(() -> STORE.database().read(java.time.Duration.ofMillis(50),
                tx -> tx.query("select pg_sleep(60)::text as x", row -> row.string("x"))))
                .isInstanceOf(StoreTimedOut.class);
    }

    @Test
    void a_cancelled_read_stops_on_the_server() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch started = new CountDownLatch(1);
        try (var executor = Executors.newCachedThreadPool()) {
            Future<Object> reading = executor.submit(() -> cancellation.call(() -> STORE.database().read(
                    java.time.Duration.ofMinutes(5), tx -> {
                        started.countDown();
                        return tx.query("select pg_sleep(300)::text as x", row -> row.string("x"));
                    })));
            started.await();
            org.awaitility.Awaitility.await("the statement runs on the server").until(() -> sleeping() == 1);

            cancellation.cancel();

            assertThatThrownBy(reading::get).rootCause().satisfiesAnyOf(
                    cause -> assertThat(cause).isInstanceOf(ReadCancelled.class),
                    cause -> assertThat(cause).hasMessageContaining("canceling statement"));
            org.awaitility.Awaitility.await("the statement has gone").until(() -> sleeping() == 0);
        }
        assertThatThrownBy(() -> cancellation.call(() -> STORE.reader().readHead())).isInstanceOf(ReadCancelled.class);
    }

    @Test
    void store_urls_are_read_and_what_is_wrong_with_one_is_said() {
        assertThat(ConnectionSpec.parse("postgresql://ann@db.example.org:5433/orders", "me")).isEqualTo(
                new ConnectionSpec("db.example.org", 5433, "orders", "ann", ConnectionSpec.TlsMode.VERIFY_FULL));
        assertThat(ConnectionSpec.parse("postgresql://localhost/orders", "me").url())
                .isEqualTo("postgresql://me@localhost:5432/orders");
        for (String wrong : List.of("mysql://x/y", "postgresql://host", "postgresql://u:secret@h/d",
                "postgresql://h/d?sslmode=maybe", "postgresql://h/d?x=1", "no url")) {
            assertThatThrownBy(() -> ConnectionSpec.parse(wrong, "me")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private static long sleeping() {
        return STORE.database().read(tx -> tx.query("""
                select count(*) as n
                from pg_stat_activity
                where query like 'select pg_sleep(300)%' and state = 'active'""", row -> row.longValue("n"))
                .getFirst());
    }

    private static OpenStore open(ConnectionSpec spec) {
        return TestStore.open(spec, Access.READ_ONLY);
    }
}
