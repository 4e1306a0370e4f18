package dev.eventscope.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;

import static dev.eventscope.store.embedded.Trial.ask;
import static dev.eventscope.store.embedded.Trial.connect;
import static dev.eventscope.store.embedded.Trial.mode;
import static dev.eventscope.store.embedded.Trial.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedServerTest {

    @TempDir
    Path temporary;

    private Trial trial;

    @BeforeEach
    void prepare() throws IOException {
        trial = Trial.withStore(temporary);
    }

    @AfterEach
    void end() throws IOException {
        trial.end();
    }

    @Test
    void the_first_start_makes_a_store_that_only_its_owner_can_open() throws Exception {
        EmbeddedServer.reset(trial.folder());

        try (Lease lease = trial.start()) {
            String line = Files.readString(lease.pgpassFile());

            assertThat(line).matches("127\\.0\\.0\\.1:" + lease.spec().port() + ":\\*:eventscope:[\\w-]{32}\\R");
            assertThat(mode(lease.pgpassFile())).isEqualTo("rw-------");
            assertThat(mode(lease.serverLog())).isEqualTo("rw-------");
            assertThat(mode(trial.data())).isEqualTo("rwx------");
            assertThat(mode(trial.data().getParent())).isEqualTo("rwx------");
            assertThat(Files.list(trial.data().getParent()).map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("clients", "data", "pgpass", "server.log");
            assertThat(ask(lease, "select current_database() || ' ' || pg_encoding_to_char(encoding) from pg_database"
                    + " where datname = current_database()")).isEqualTo("eventscope UTF8");
        }
    }

    @Test
    void a_folder_that_is_made_is_private() throws IOException {
        Path deep = temporary.resolve("made/by/start");

        Home.of(DataFolder.at(deep), new Account.Own());

        assertThat(mode(deep)).isEqualTo("rwx------");
    }

    @Test
    void what_is_acknowledged_is_on_disk() throws SQLException {
        try (Lease lease = trial.start()) {
            assertThat(List.of(ask(lease, "show fsync"), ask(lease, "show synchronous_commit"),
                    ask(lease, "show full_page_writes"), ask(lease, "show data_checksums"))).containsOnly("on");
            assertThat(ask(lease, "show wal_level")).isEqualTo("logical");
        }
    }

    @Test
    void it_listens_on_loopback_only() throws SQLException {
        try (Lease lease = trial.start()) {
            assertThat(ask(lease, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(lease, "show unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.2"), lease.spec().port()).close())
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void only_the_right_password_opens_it_and_it_is_never_stored_in_the_clear() throws SQLException {
        try (Lease lease = trial.start()) {
            assertThatThrownBy(() -> connect(lease.spec(), "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(ask(lease, "select rolpassword from pg_authid where rolname = 'eventscope'"))
                    .startsWith("SCRAM-SHA-256$");
        }
    }

    @Test
    void the_password_is_found_by_host_and_port_without_a_lease() {
        try (Lease lease = trial.start()) {
            ConnectionSpec byUrl = ConnectionSpec.parse(lease.spec().url(), "");

            try (Database database = Database.open(byUrl, Access.READ_ONLY, EmbeddedServer.passwords(trial.folder()))) {
                List<Integer> answer = database.read(tx -> tx.query("select 7 as n", row -> row.intValue("n")));
                assertThat(answer).containsExactly(7);
            }
            ConnectionSpec elsewhere = new ConnectionSpec("db.example", 5432, "eventscope", "eventscope", byUrl.tls());
            assertThat(EmbeddedServer.passwords(trial.folder()).find(elsewhere)).isEmpty();
        }
    }

    @Test
    void leases_share_one_server_and_the_last_one_stops_it() {
        Lease first = trial.start();
        Lease second = trial.start();
        assertThat(second.spec()).isEqualTo(first.spec());

        first.close();
        first.close();
        assertThat(trial.server()).isPresent();

        second.close();
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void an_interrupted_thread_still_stops_the_server() {
        Lease lease = trial.start();

        Thread.currentThread().interrupt();
        lease.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void data_and_address_are_the_same_after_a_stop() throws SQLException {
        ConnectionSpec before;
        try (Lease lease = trial.start()) {
            before = lease.spec();
            run(lease, "create table kept as select 42 as n");
        }

        try (Lease lease = trial.start()) {
            assertThat(lease.spec()).isEqualTo(before);
            assertThat(ask(lease, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_port_that_was_taken_meanwhile_is_left_alone() throws Exception {
        int before;
        try (Lease lease = trial.start()) {
            before = lease.spec().port();
        }

        try (ServerSocket _ = new ServerSocket(before, 1, InetAddress.ofLiteral("127.0.0.1"));
                Lease lease = trial.start()) {
            assertThat(lease.spec().port()).isNotEqualTo(before);
            assertThat(ask(lease, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_server_that_was_killed_is_started_again_with_its_data() throws Exception {
        try (Lease killed = trial.start()) {
            run(killed, "create table kept as select 42 as n");
            trial.kill();

            try (Lease lease = trial.start()) {
                assertThat(lease.spec()).isEqualTo(killed.spec());
                assertThat(ask(lease, "select n from kept")).isEqualTo("42");
            }
            assertThat(trial.server()).as("the first lease still counts").isPresent();
        }
    }

    @Test
    void a_lease_starts_the_server_again_that_was_killed_under_it() throws Exception {
        try (Lease lease = trial.start()) {
            run(lease, "create table kept as select 42 as n");
            assertThat(lease.revive()).isFalse();
            trial.kill();

            assertThat(lease.revive()).isTrue();

            assertThat(ask(lease, "select n from kept")).isEqualTo("42");
            assertThat(lease.revive()).isFalse();
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void a_lease_whose_port_was_taken_after_a_kill_says_so_and_one_that_is_closed_starts_nothing() throws Exception {
        Lease lease = trial.start();
        try (lease) {
            trial.kill();
            try (ServerSocket _ = new ServerSocket(lease.spec().port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
                assertThatThrownBy(lease::revive).isInstanceOf(EmbeddedStoreFailed.class)
                        .hasMessageStartingWith("its port " + lease.spec().port() + " belongs to another program")
                        .hasMessageEndingWith("start this program again");
            }
        }

        assertThat(lease.revive()).isFalse();
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void a_server_that_is_stuck_is_named_and_not_called_damaged() throws Exception {
        try (Lease _ = trial.start()) {
            long server = trial.server().orElseThrow().pid();
            signal(server, "STOP");
            try {
                assertThatThrownBy(trial::start).isInstanceOf(EmbeddedStoreFailed.class).hasMessage(
                        "the server of the demo store (process " + server + ") does not answer: end it and try again");
            } finally {
                signal(server, "CONT");
            }
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void a_pid_file_that_names_a_stranger_or_nothing_is_no_server() throws Exception {
        for (String stale : List.of("", "garbage", ProcessHandle.current().pid() + "\n/x\n0\n5432\n")) {
            Files.writeString(Postmaster.pidFile(trial.data()), stale);

            try (Lease lease = trial.start()) {
                assertThat(ask(lease, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_start_that_was_killed_half_way_is_begun_again() throws Exception {
        EmbeddedServer.reset(trial.folder());
        Path half = trial.data().resolveSibling("data.new-123");
        Files.createDirectories(half.resolve("base"));
        Files.writeString(half.resolveSibling("pgpass"), "127.0.0.1:1:*:eventscope:of-a-cluster-that-never-was\n");

        try (Lease lease = trial.start()) {
            assertThat(ask(lease, "select 1")).isEqualTo("1");
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void a_log_of_the_server_holds_no_statements_and_no_values() throws Exception {
        try (Lease lease = trial.start()) {
            run(lease, "create table t (secret text unique)");
            run(lease, "insert into t values ('canary')");
            assertThatThrownBy(() -> run(lease, "insert into t values ('canary')"))
                    .hasMessageContaining("duplicate key");

            assertThat(Files.readString(lease.serverLog())).contains("duplicate key").doesNotContain("canary");
        }
    }

    @Test
    void reset_deletes_the_store_and_its_password_but_not_the_programs() throws Exception {
        String before;
        try (Lease lease = trial.start()) {
            before = Files.readString(lease.pgpassFile());
            run(lease, "create table gone ()");
        }

        EmbeddedServer.reset(trial.folder());

        assertThat(trial.data().getParent()).doesNotExist();
        assertThat(trial.folder().path().resolve("postgres")).isNotEmptyDirectory();
        try (Lease lease = trial.start()) {
            assertThat(Files.readString(lease.pgpassFile())).isNotEqualTo(before);
            assertThat(ask(lease, "select to_regclass('gone') is null")).isEqualTo("t");
        }
    }

    @Test
    void reset_is_refused_while_the_store_is_in_use() throws SQLException {
        try (Lease lease = trial.start()) {
            assertThatThrownBy(() -> EmbeddedServer.reset(trial.folder())).isInstanceOfSatisfying(
                    EmbeddedStoreFailed.class,
                    e -> assertThat(e.reason()).isEqualTo(EmbeddedStoreFailed.Reason.IN_USE))
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
            assertThat(ask(lease, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void reset_stops_a_server_that_nobody_uses_and_needs_no_store() throws IOException {
        new Cluster(Home.of(trial.folder(), Account.choose(Trial.isRoot()))).run();

        EmbeddedServer.reset(trial.folder());
        EmbeddedServer.reset(trial.folder());

        assertThat(trial.server()).isEmpty();
        assertThat(trial.data()).doesNotExist();
    }

    private static void signal(long pid, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
