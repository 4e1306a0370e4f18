package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.eventscope.store.embedded.EmbeddedStoreFailed.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DamageTest {

    /// Something that happens to the files of a store.
    interface Damage {
        void to(Path data) throws IOException;
    }

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

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_store_says_what_to_do_and_that_can_be_done(Damage damage, String detail) throws IOException {
        damage.to(trial.data());

        EmbeddedStoreFailed failure = catchThrowableOfType(EmbeddedStoreFailed.class, trial::start);

        assertThat(failure.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(failure).hasMessageContaining(detail).hasMessageContaining("`eventscope demo --reset`")
                .hasMessageContaining(trial.folder().path().toString());
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertThat(trial.server()).as("what does not work is not left running").isEmpty();

        EmbeddedServer.reset(trial.folder());
        assertThat(trial.data()).doesNotExist();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("control file", "incorrect checksum in control file",
                        data -> scratch(data.resolve("global/pg_control"), 100)),
                damage("control file gone", "pg_control", data -> Files.delete(data.resolve("global/pg_control"))),
                damage("log", "checkpoint", data -> empty(data.resolve("pg_wal"))),
                damage("folder emptied", "not a database cluster", DamageTest::empty),
                damage("settings", "postgresql.auto.conf",
                        data -> Files.writeString(data.resolve("postgresql.auto.conf"), "nonsense = 1\n")),
                damage("other version", "incompatible", data -> Files.writeString(data.resolve("PG_VERSION"), "11\n")),
                damage("password file gone", "password file is missing",
                        data -> Files.delete(data.resolveSibling("pgpass"))),
                damage("password file emptied", "no password",
                        data -> Files.writeString(data.resolveSibling("pgpass"), "")),
                damage("another password", "refuses the password",
                        data -> Files.writeString(data.resolveSibling("pgpass"),
                                "127.0.0.1:54321:*:eventscope:other\n")));
    }

    private static Arguments damage(String name, String detail, Damage damage) {
        return Arguments.of(Named.of(name, damage), detail);
    }

    private static void scratch(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 1;
        Files.write(file, bytes);
    }

    private static void empty(Path folder) throws IOException {
        Folders.deleteMatching(folder, "");
    }
}
