package dev.eventscope.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Exit codes, and what goes where.
class ContractTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            streams --colour              | unknown option '--colour'
            strems                        | there is no verb 'strems', did you mean 'streams'?
            evnts --all                   | there is no verb 'evnts', did you mean 'events'?
            evnts --store demo            | there is no verb 'evnts', did you mean 'events'?
            quux                          | there is no verb 'quux' (see
            streams --limt 5              | unknown option '--limt', did you mean '--limit'?
            events --all --from abc       | Invalid value for option '--from': 'abc' is not a whole number
            events --all --from -5        | --from
            snapshot --position -5        | --position
            snapshot --position=-5        | --position must be 0 or more, was -5
            events --all --from=-5        | Invalid value for option '--from': it must be 0 or more, was -5
            events --all --limit=-1       | it must be 0 or more, was -1
            state x --version=-3          | it must be 0 or more, was -3
            state x --position=-3         | --position must be 0 or more, was -3
            blame x --version=-3          | it must be 0 or more, was -3
            upcasts --sample=-3           | it must be 0 or more, was -3
            upcasts --rate=-3             | it must be 0 or more, was -3
            shapes --rate=-3              | it must be 0 or more, was -3
            generate --events=-3 --seed 1 | it must be 0 or more, was -3
            generate --events 99999999999999999999 --seed 1 | is not a whole number of a size that can be used
            diff x --from=-1 --to 2       | -1
            redrive --group x --reason y --rate=-2 | the rate must be above 0
            redrive --group x --reason y --rate fast | is not a number
            redrive x -1 --reason y       | -1
            bisect x --predicate state.size> | the expression ends too early
            streams --limit many          | Invalid value for option '--limit'
            streams --limit 0             | --limit must be 1 or more, was 0
            streams --limit --json        | Expected parameter for option
            streams content               | one argument too many: 'content'
            streams --layout axon         | --layout: there is no layout 'axon': known are native
            streams --store mysql://x/y   | not a store URL
            streams --store demoo         | not a store URL
            streams --store postgresql://a:secret@localhost/x | the store URL holds a password
            streams --store postgresql://localhost | names no database
            """)
    void wrong_usage_is_2_and_one_line(String line, String sentence) {
        Run run = console.run(line.split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().startsWith("eventscope: ")
                .containsIgnoringCase(sentence)
                .doesNotContain("Exception", "secret");
    }

    @Test
    void a_closed_port_is_3_and_one_line() {
        Run run = console.run("streams", "--store", "postgresql://x@localhost:1/nothing");

        assertThat(run).isEqualTo(new Run(3, "", "eventscope: no connection to PostgreSQL at localhost:1: check that it"
                + " runs and that host and port are right\n"));
    }

    @Test
    void a_database_that_is_not_there_is_3() {
        Run run = console.run("streams", "--store", TestServer.spec("nobody_made_it").url());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors().lines()).singleElement().asString().contains("there is no database 'nobody_made_it'");
    }

    @Test
    void a_store_that_is_not_migrated_is_3_and_init_makes_it_usable() {
        String url = TestServer.newEmptyDatabase().url();

        Run before = console.run("streams", "--store", url);
        Run init = console.run("init", "--json", "--store", url);
        Run after = console.run("streams", "--store", url);

        assertThat(before.exitCode()).isEqualTo(3);
        assertThat(before.errors().lines()).singleElement().asString().contains("run 'init' to make one");
        assertThat(init.exitCode()).as(init.errors()).isZero();
        assertThat(init.output()).matches("\\{\"schema_version\":\\d+}\n");
        assertThat(after).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void a_user_without_rights_is_3_and_is_told_which() {
        STORE.execute("create role nobody_in_particular login");
        String url = STORE.spec().url().replace("postgres@", "nobody_in_particular@");

        Run run = console.run("streams", "--store", url);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors().lines()).singleElement().asString()
                .contains("grant eventscope_viewer to nobody_in_particular");
    }

    @Test
    void help_has_an_example_for_every_verb() {
        Run program = console.run("--help");

        assertThat(program.exitCode()).isZero();
        assertThat(program.output()).contains("--store=URL", "--layout=ID", "--json", "--version");
        for (Verb verb : Verbs.ours()) {
            String name = new picocli.CommandLine(verb.make(null)).getCommandName();
            Run run = console.run(name, "--help");
            assertThat(run.exitCode()).as(name).isZero();
            assertThat(run.output()).as(name).contains("Example: eventscope " + name);
            assertThat(program.output()).contains("  " + name + " ");
        }
    }

    @Test
    void without_a_verb_the_window_opens() {
        Run run = console.run("--store", "postgresql://ann@db.example.org/shop");

        assertThat(run).isEqualTo(new Run(0, "", "window on postgresql://ann@db.example.org/shop\n"));
    }

    @Test
    void roles_are_a_script_that_a_server_takes() {
        Run run = console.run("init", "--print-roles");

        assertThat(run.exitCode()).isZero();
        STORE.execute(run.output());
        STORE.execute("set role eventscope_viewer; select * from eventscope.event; reset role");
    }

    @Test
    void a_reader_that_goes_away_ends_the_run_quietly() {
        for (int i = 0; i < 20; i++) {
            STORE.appender().append(AppendRequest.of(new StreamId("pipe-" + i), ExpectedVersion.noStream(),
                    NewEvent.of("Piped", Payload.json("{}"))));
        }
        PrintStream gone = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        }, false, StandardCharsets.UTF_8);
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();

        int exitCode = Console.cli(new Terminal(gone, new PrintStream(err), Map.of(), Clock.systemUTC()))
                .run("streams", "--store", STORE.spec().url());

        assertThat(exitCode).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void a_defect_of_ours_is_70_and_one_line_without_a_trace() {
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err),
                Map.of(), Clock.systemUTC());

        int exitCode = Console.cli(terminal, List.of(_ -> new BrokenVerb())).run("broken");

        assertThat(exitCode).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("eventscope: a defect of ours: broken ended with"
                + " IllegalStateException (no such thing); EVENTSCOPE_DEBUG=1 shows where\n");
    }

    @Command(name = "broken")
    private static final class BrokenVerb implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("no such thing");
        }
    }
}
