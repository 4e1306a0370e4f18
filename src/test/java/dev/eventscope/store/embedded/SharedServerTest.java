package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static dev.eventscope.store.embedded.Trial.ask;
import static dev.eventscope.store.embedded.Trial.run;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(180)
class SharedServerTest {

    /// A group of its own, in which Ctrl+C is heard even where a script has started these tests in the background.
    private static final List<String> TERMINAL = List.of("setsid", "env", "--default-signal=INT");

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
    void the_process_that_started_it_may_leave_first() throws Exception {
        try (ChildJvm starter = ChildJvm.on(trial)) {
            String port = starter.says();
            Lease lease = trial.start();
            assertThat(port).isEqualTo("port " + lease.spec().port());

            starter.finish();

            assertThat(starter.says()).as("no handle of its output is left with the server").isNull();
            assertThat(ask(lease, "select 1")).isEqualTo("1");
            lease.close();
            assertThat(trial.server()).isEmpty();
        }
    }

    @Test
    void a_guest_leaves_the_server_running() throws Exception {
        try (Lease lease = trial.start(); ChildJvm guest = ChildJvm.on(trial)) {
            assertThat(guest.says()).isEqualTo("port " + lease.spec().port());

            guest.finish();

            assertThat(ask(lease, "select 1")).isEqualTo("1");
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void processes_that_start_at_the_same_time_get_one_server() throws Exception {
        EmbeddedServer.reset(trial.folder());
        List<ChildJvm> children = IntStream.range(0, 3).mapToObj(_ -> ChildJvm.on(trial)).toList();

        assertThat(children.stream().map(ChildJvm::says).distinct()).singleElement().asString().startsWith("port ");

        for (ChildJvm child : children) {
            assertThat(trial.server()).isPresent();
            child.finish();
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void a_client_that_was_killed_counts_no_longer() throws Exception {
        Lease lease = trial.start();
        try (ChildJvm guest = ChildJvm.on(trial)) {
            guest.says();
            guest.signal("KILL");
        }

        lease.close();

        assertThat(trial.server()).isEmpty();
        assertThat(Files.list(trial.data().resolveSibling("clients"))).isEmpty();
    }

    @Test
    void a_server_whose_clients_were_killed_is_found_again() throws Exception {
        long server;
        try (ChildJvm starter = ChildJvm.on(trial)) {
            starter.says();
            starter.signal("KILL");
            server = trial.server().orElseThrow().pid();
        }

        try (Lease _ = trial.start()) {
            assertThat(trial.server().orElseThrow().pid()).isEqualTo(server);
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void when_everything_was_killed_the_next_start_recovers() throws Exception {
        try (ChildJvm starter = ChildJvm.on(trial)) {
            starter.says();
            try (Lease lease = trial.start()) {
                run(lease, "create table kept as select 42 as n");
                starter.signal("KILL");
                trial.kill();
            }
        }

        try (Lease lease = trial.start()) {
            assertThat(ask(lease, "select n from kept")).isEqualTo("42");
        }
        assertThat(trial.server()).isEmpty();
    }

    @Test
    void ctrl_c_ends_the_program_and_not_the_server_that_another_uses() throws Exception {
        try (ChildJvm starter = ChildJvm.startedBy(TERMINAL, trial)) {
            starter.says();
            try (Lease lease = trial.start()) {
                starter.interruptGroup();

                assertThat(ask(lease, "select 1")).isEqualTo("1");
            }
            assertThat(trial.server()).isEmpty();
        }
    }

    @Test
    void ctrl_c_stops_the_server_with_the_program_that_asked_for_it() throws Exception {
        try (ChildJvm only = ChildJvm.startedBy(TERMINAL, trial, "at-exit")) {
            only.says();
            assertThat(trial.server()).isPresent();

            only.interruptGroup();

            assertThat(trial.server()).isEmpty();
            assertThat(Files.readString(trial.data().resolveSibling("server.log"))).contains("fast shutdown request");
        }
    }
}
