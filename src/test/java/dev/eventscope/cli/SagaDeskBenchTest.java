package dev.eventscope.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class SagaDeskBenchTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void the_groups_of_ten_thousand_failures_are_measured_beside_a_bare_count() {
        Run run = new Console(STORE.spec()).run("bench", "sagas", "--rounds", "2", "--json");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.lines()).satisfiesExactly(groups -> assertThat(groups).contains("\"what\":\"saga-groups-ms\""),
                plan -> assertThat(plan).contains("\"what\":\"redrive-plan-ms\"", "\"unit\":\"ms\""));
        System.out.print(run.output());
    }

    @Test
    void the_help_of_redrive_can_be_read() {
        Run run = new Console(STORE.spec()).run("redrive", "--help");

        assertThat(run.output()).contains("20% where nothing is said").doesNotContain("%%");
        assertThat(run.errors()).isEmpty();
    }
}
