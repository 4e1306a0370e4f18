package dev.eventscope.cli;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Made-up stores, and figures that are taken without touching the store that is named.
class BenchVerbsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @Test
    void the_same_seed_makes_the_same_store_and_twice_writes_nothing() {
        Console other = new Console(TestServer.newStore());

        Run first = console.run("generate", "--events", "700", "--seed", "7", "--json");
        Run again = console.run("generate", "--events", "700", "--seed", "7", "--json");
        other.run("generate", "--events", "700", "--seed", "7");

        assertThat(first.output()).as(first.errors()).startsWith("{\"events\":700,\"streams\":");
        assertThat(again.output()).isEqualTo("{\"events\":0,\"streams\":0}\n");
        assertThat(events(console)).hasSize(700).isEqualTo(events(other));
        assertThat(console.run("check").exitCode()).isZero();
        assertThat(console.run("generate", "--events", "0", "--seed", "1").exitCode()).isEqualTo(2);
    }

    @Test
    void figures_stand_beside_their_floors_and_leave_no_database_behind() {
        Run append = new Console(TestServer.newStore()).run("bench", "append", "--rounds", "1", "--json");
        Run read = new Console(TestServer.newStore()).run("bench", "read", "--rounds", "1", "--json");

        assertThat(append.lines()).as(append.errors()).hasSize(3).allMatch(line -> line
                .matches(
                        "\\{\"goal\":\"P[12]\",\"what\":\"append-(1|8|batch-100)\",\"subject\":[\\d.E]+,\"floor\":[\\d.E]+,"
                                + "\"unit\":\"events/s\",\"ratio\":[\\d.]+,\"rounds\":1,\"min\":[\\d.]+,\"max\":[\\d.]+}"));
        assertThat(read.lines()).as(read.errors()).hasSize(3).allMatch(line -> line.contains("\"goal\":\"P3\""));
        List<String> left = STORE.database().read(tx -> tx.query(
                "select datname from pg_database where datname like 'eventscope%'", row -> row.string("datname")));
        assertThat(left).isEmpty();
        assertThat(console.run("bench", "everything").exitCode()).isEqualTo(2);
    }

    @Test
    void steps_of_sagas_stand_beside_the_commits_that_they_need() {
        Run steps = new Console(TestServer.newStore()).run("bench", "saga-steps", "--rounds", "1", "--json");

        assertThat(steps.lines()).as(steps.errors()).singleElement().asString().matches(
                "\\{\"goal\":\"P12\",\"what\":\"saga-steps\",\"subject\":[\\d.E]+,\"floor\":[\\d.E]+,"
                        + "\"unit\":\"steps/s\",\"ratio\":[\\d.]+,\"rounds\":1,\"min\":[\\d.]+,\"max\":[\\d.]+}");
    }

    @Test
    void a_relay_is_measured_on_a_broker_that_somebody_names() {
        Run without = console.run("bench", "relay");
        Run wrong = console.run("bench", "relay", "--kafka", "somewhere");

        assertThat(without.exitCode()).isEqualTo(3);
        assertThat(without.errors()).contains("mvn -q -Pkafka");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.errors()).contains("--kafka must be HOST:PORT, was 'somewhere'");
    }

    @Test
    void what_cannot_be_measured_is_told_the_words_as_they_are_typed_each_once() {
        Run wrong = console.run("bench", "timelin");

        assertThat(wrong).isEqualTo(new Run(2, "",
                "eventscope: Invalid value for positional parameter at index 0 (WHAT):"
                        + " 'timelin' is none of append, read, replay, upcast, relay, import, sagas, saga-steps, browse, timeline,"
                        + " did you mean 'timeline'? (see 'eventscope bench --help')\n"));
    }

    private static List<String> events(Console console) {
        return console.run("events", "--all", "--json").lines().stream()
                .map(line -> line.replaceAll("\"recorded_at\":\"[^\"]+\"", "")).toList();
    }
}
