package dev.eventscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.saga.AuditFilter;
import dev.eventscope.saga.AuditLine;
import dev.eventscope.saga.AuditLog;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.log.NativeLayout;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// A store in production is acted on by its name only; a try without is in the audit.
class ProductionTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @ParameterizedTest
    @ValueSource(strings = {"note 9c41f7e012 moved", "redrive sync-1 1 --reason why",
        "redrive --where type:x --reason why",
        "jobs 00000000-0000-0000-0000-000000000001 --stop", "jobs 00000000-0000-0000-0000-000000000001 --resume"})
    void nothing_is_done_without_the_name(String verb) {
        int before = denied().size();

        assertThat(run(verb)).isEqualTo(ExitCode.REFUSED);
        assertThat(run(verb + " --confirm somewhere")).isEqualTo(ExitCode.REFUSED);

        assertThat(denied().subList(before, before + 2)).extracting(line -> line.entry().refusal())
                .containsExactly("not_confirmed", "wrong_name");
        assertThat(denied().getLast().entry().what()).isEqualTo("store " + STORE.spec().database());
    }

    @Test
    void with_the_name_it_is_done_and_looking_needs_none() {
        assertThat(run("note 9c41f7e012 moved --confirm " + STORE.spec().database())).isEqualTo(ExitCode.DONE);
        assertThat(run("sagas --groups")).isEqualTo(ExitCode.DONE);
        assertThat(run("jobs")).isEqualTo(ExitCode.DONE);
        assertThat(run("redrive --where type:x --dry-run")).as("nothing is failed there").isEqualTo(ExitCode.NO);
    }

    private static List<AuditLine> denied() {
        return new AuditLog(STORE.database()).after(0, new AuditFilter(null, null, false), 1_000).stream()
                .filter(line -> line.entry().action().equals("arm")).toList();
    }

    private static int run(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--store", STORE.spec().url()));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, Map.of(), Clock.systemUTC());
        StoreLocator locator = new StoreUrls(Map.of(), Path.of("/nowhere"), Passwords.none()).marking(_ -> true);
        return new Cli(terminal, new Stores(List.of(new NativeLayout())), locator, _ -> ExitCode.DONE, List.of())
                .run(arguments.toArray(String[]::new));
    }
}
