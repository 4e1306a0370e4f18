package dev.eventscope.portfolio.demo;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.store.embedded.DataFolder;
import dev.eventscope.store.embedded.EmbeddedServer;
import dev.eventscope.store.embedded.Lease;
import dev.eventscope.testkit.HandClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The embedded server dies under services that run: `kill -9`, as the kernel does where memory is short.
class ServerGuardTest {

    @TempDir
    static Path temporary;

    private static Lease lease;

    private final HandClock clock = new HandClock();

    @BeforeAll
    static void start() {
        lease = EmbeddedServer.start(new DataFolder(temporary.resolve("data"), temporary.resolve("shared")));
    }

    @AfterAll
    static void stop() {
        lease.close();
    }

    @Test
    void a_server_that_was_killed_is_started_again_with_what_was_acknowledged() {
        ServerGuard guard = new ServerGuard(lease, clock);
        try (Database database = Database.open(lease.spec(), Access.READ_WRITE, lease.passwords())) {
            database.write(tx -> tx.update("create table kept as select 42 as n"));
            assertThat(guard.look()).isTrue();

            KilledServer.kill(database);
            assertThatThrownBy(() -> kept(database)).isInstanceOf(StoreUnreachable.class);
            assertThat(guard.look()).isTrue();

            assertThat(kept(database)).isEqualTo(42);
        }
    }

    @Test
    void a_server_that_dies_again_and_again_is_left_alone() {
        ServerGuard guard = new ServerGuard(lease, clock);
        try (Database database = Database.open(lease.spec(), Access.READ_WRITE, lease.passwords())) {
            KilledServer.kill(database);
            assertThat(guard.look()).as("a death of long ago").isTrue();
            clock.forward(ServerGuard.WITHIN.plusSeconds(1));

            for (int death = 1; death <= ServerGuard.MOST; death++) {
                KilledServer.kill(database);
                assertThat(guard.look()).as("death " + death).isEqualTo(death < ServerGuard.MOST);
            }
        }
    }

    private static int kept(Database database) {
        return database.read(tx -> tx.query("select n from kept", row -> row.intValue("n"))).getFirst();
    }
}
