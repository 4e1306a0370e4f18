package dev.eventscope.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.StreamId;
import dev.eventscope.outbox.Relay;
import dev.eventscope.outbox.RelaySettings;
import dev.eventscope.projection.Projection;
import dev.eventscope.projection.Subscription;
import dev.eventscope.saga.SagaRunner;
import dev.eventscope.store.Access;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.HeadReader;
import dev.eventscope.store.StoreUnusable;
import dev.eventscope.store.embedded.StandbyPair;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// A real standby that streams from its primary: it can be browsed and says that its end is unsettled, and nothing that must
/// miss no event runs there.
class StandbyTest {

    @RegisterExtension
    static final StandbyPair PAIR = new StandbyPair();

    private static final StreamId STREAM = StandbyPair.STREAM;
    private static final Executor NEVER = _ -> {
        throw new AssertionError("nothing may be started here");
    };

    @Test
    void browsing_follows_the_primary_and_is_marked_unsettled() {
        long position = PAIR.append("{\"total\":2}");

        await("the event is on the standby").atMost(Duration.ofSeconds(10)).until(() -> PAIR.standby().reader()
                .readHeaders(EventQuery.backward(EventScope.all(), 1)).getFirst().order().position() == position);
        HeadReader.Head there = PAIR.standby().reader().readHead();
        HeadReader.Head here = PAIR.primary().reader().readHead();

        assertThat(PAIR.standby().reader().readEvents(EventQuery.forward(EventScope.stream(STREAM), 100)))
                .isEqualTo(PAIR.primary().reader().readEvents(EventQuery.forward(EventScope.stream(STREAM), 100)));
        assertThat(there.last()).isEqualTo(here.last());
        assertThat(there.settled()).isNull();
        assertThat(there.unsettledBecause()).isEqualTo("the server at 127.0.0.1:" + PAIR.standbySpec().port()
                + " is a standby, where nobody can tell which events are settled");
        assertThat(here.settled()).isEqualTo(here.last());
        assertThat(here.unsettledBecause()).isNull();
    }

    @Test
    void a_standby_is_not_opened_for_writing() {
        assertThatThrownBy(() -> TestStore.open(PAIR.standbySpec(), Access.READ_WRITE))
                .isInstanceOf(StoreUnusable.class).hasMessageEndingWith(
                        "is a standby and takes no writes: connect to its primary, or open it read-only");
    }

    @Test
    void no_consumer_runs_on_a_standby() {
        Projection projection = Projection.handler("stock", EventScope.all(), (_, _) -> {});
        Subscription subscription = new Subscription(projection, new Subscription.Setting(PAIR.standby().database(),
                PAIR.standby().reader(), PAIR.primary().database(), "here", Telemetry.none()));

        assertRefused("subscription 'stock'", () -> subscription.startOn(NEVER));
        assertThatThrownBy(subscription::catchUp).isInstanceOf(StoreUnusable.class)
                .hasMessageEndingWith("which events are settled: consume events from the primary");
        assertRefused("a relay", () -> Relay.start(PAIR.standby().database(), RelaySettings.to("localhost:1"), NEVER,
                Clock.systemUTC()));
        assertRefused("a saga runner",
                () -> new SagaRunner(PAIR.standby().database(), List.of(), "here", Clock.systemUTC(), NEVER));
    }

    @Test
    void the_terminal_reads_a_standby_and_says_what_it_cannot_tell() {
        Console console = new Console(PAIR.standbySpec());

        Console.Run state = console.run("state", STREAM.name(), "--version", "1", "--json");
        Console.Run check = console.run("check");
        Console.Run events = console.run("events", "--all", "--limit", "1");
        Console.Run redrive = console.run("redrive", "saga-1", "1", "--reason", "remote is back");

        assertThat(state.exitCode()).as(state.errors()).isEqualTo(ExitCode.DONE);
        assertThat(state.output()).contains("\"total\":1");
        assertThat(check.exitCode()).as(check.output()).isEqualTo(ExitCode.DONE);
        assertThat(check.errors()).contains("nothing found", "is a standby, where nobody can tell");
        assertThat(events.exitCode()).as(events.errors()).isEqualTo(ExitCode.DONE);
        assertThat(events.errors()).contains("is a standby, where nobody can tell");
        assertThat(redrive.exitCode()).isEqualTo(ExitCode.STORE);
        assertThat(redrive.errors()).contains("is a standby and takes no writes");
    }

    /// A script that reads only stdout must be able to tell, too.
    @Test
    void each_row_of_a_list_read_from_a_standby_says_that_its_end_is_unsettled() {
        Console there = new Console(PAIR.standbySpec());
        Console here = new Console(PAIR.primary().database().spec());

        for (List<String> verb : List.of(List.of("streams"), List.of("snapshot", "--position", "1"),
                List.of("events", "--all"))) {
            String[] asJson = Stream.concat(verb.stream(), Stream.of("--json")).toArray(String[]::new);
            Console.Run unsettled = there.run(asJson);
            Console.Run settled = here.run(asJson);

            assertThat(unsettled.exitCode()).as(unsettled.errors()).isEqualTo(ExitCode.DONE);
            assertThat(unsettled.lines()).isNotEmpty().allMatch(line -> line.endsWith(",\"unsettled\":true}"));
            assertThat(unsettled.errors()).contains("unsettled: the server at", "is a standby");
            assertThat(settled.lines()).isNotEmpty().noneMatch(line -> line.contains("unsettled"));
            assertThat(settled.errors()).doesNotContain("unsettled");
            assertThat(there.run(verb.toArray(String[]::new)).output()).doesNotContain("unsettled");
        }
    }

    private static void assertRefused(String consumer, ThrowingCallable start) {
        assertThatThrownBy(start).isInstanceOf(StoreUnusable.class).hasMessageStartingWith(consumer + " does not run")
                .hasMessageContaining("is a standby").hasMessageEndingWith("connect it to the primary");
    }
}
