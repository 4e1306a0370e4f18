package dev.eventscope.store.log;

import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.testkit.TcpProxy;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T02 and T03 of the promises: an append with an unknown outcome resolves; an append id stands for one content.
class UnknownOutcomeTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /// How appends that were cut ended. `wrong` were not recorded exactly once, or not answered alike.
    private record Tally(int unknown, int wrong) {}

    @Test
    void t02_an_append_cut_at_its_commit_and_sent_again_is_recorded_exactly_once() throws Exception {
        Trials trials = Trials.of("T02", 200, 20_000);

        Tally tally = cut(trials, "cut", request -> request);

        assertThat(tally.wrong()).as(trials.toString()).isZero();
        assertThat(tally.unknown()).as("cuts that were felt").isGreaterThan(trials.count() / 4);
    }

    @Test
    void t02_a_retry_that_is_made_anew_is_found_to_be_recorded_twice() throws Exception {
        Tally tally = cut(Trials.of("T02 seeded bug", 20, 20), "anew",
                request -> AppendRequest.of(request.streams().getFirst().stream(), ExpectedVersion.any(), event(),
                        event()));

        assertThat(tally.wrong()).as("the seeded bug is caught").isPositive();
    }

    @Test
    void t03_the_same_append_id_with_other_content_is_always_a_conflict() {
        Trials trials = Trials.of("T03", 100, 10_000);

        assertThat(accepted(trials, STORE.database())).as(trials.toString()).isZero();
    }

    @Test
    void t03_a_store_that_does_not_compare_contents_is_caught() {
        ConnectionSpec careless = TestServer.newStoreWithout("append_batch", "v_known.digest = a_digest[1]", "true",
                "v_own and v_alone.is_same", "true");
        try (Database database = Database.open(careless, Access.READ_WRITE, Passwords.none())) {
            assertThat(accepted(Trials.of("T03 seeded bug", 10, 10), database)).as("the seeded bug is caught")
                    .isPositive();
        }
    }

    private static Tally cut(Trials trials, String name, UnaryOperator<AppendRequest> retry) throws Exception {
        Random random = trials.random();
        int unknown = 0;
        int wrong = 0;
        try (TcpProxy proxy = new TcpProxy(STORE.spec().port()); Database cut = STORE.connect(through(proxy))) {
            EventAppender appender = new EventAppender(cut);
            for (int trial = 0; trial < trials.count(); trial++) {
                StreamId stream = new StreamId(name + "-" + trial);
                // One event is its own proof, two are kept by their append id.
                AppendRequest request = trial % 2 == 0
                        ? AppendRequest.of(stream, ExpectedVersion.noStream(), event())
                        : AppendRequest.of(stream, ExpectedVersion.noStream(), event(), event());
                proxy.cutNext(TcpProxy.Cut.values()[random.nextInt(TcpProxy.Cut.values().length)]);

                try {
                    appender.append(request);
                } catch (StoreException e) {
                    // Not known, and never "failed": the only honest answer is that the connection was lost.
                    assertThat(e).isInstanceOf(StoreUnreachable.class);
                    unknown++;
                }
                proxy.cutNext(TcpProxy.Cut.NEVER);
                AppendRequest sentAgain = retry.apply(request);
                Appended again = STORE.appender().append(sentAgain);
                Appended third = STORE.appender().append(sentAgain);

                boolean alike = third.equals(
                        new Appended(again.firstPosition(), again.lastPosition(), again.streams(), true));
                wrong += alike && STORE.reader().countEvents(EventScope.stream(stream)).value() == 1 + trial % 2
                        ? 0
                        : 1;
            }
        }
        return new Tally(unknown, wrong);
    }

    /// How often the same append id was answered as if its content were the same.
    private static int accepted(Trials trials, Database database) {
        EventAppender appender = new EventAppender(database);
        Random random = trials.random();
        int accepted = 0;
        for (int trial = 0; trial < trials.count(); trial++) {
            StreamId stream = new StreamId("same-" + trial);
            NewEvent event = event();
            UUID id = trial % 2 == 0 ? event.id() : UUID.randomUUID();
            AppendRequest first = new AppendRequest(id,
                    java.util.List.of(StreamAppend.of(stream, ExpectedVersion.any(), event)));
            appender.append(first);
            AppendRequest other = new AppendRequest(first.appendId(), java.util.List.of(changed(first, random)));
            try {
                appender.append(other);
                accepted++;
            } catch (AppendIdConflict expected) {
                long events = database.read(tx -> tx.query(
                        "select count(*) as n from eventscope.event where stream = ?", row -> row.longValue("n"),
                        stream.name())).getFirst();
                assertThat(events).isEqualTo(1);
            }
        }
        return accepted;
    }

    private static StreamAppend changed(AppendRequest request, Random random) {
        StreamAppend part = request.streams().getFirst();
        NewEvent event = part.events().getFirst();
        return switch (random.nextInt(5)) {
            case 0 -> StreamAppend.of(part.stream(), part.expected(), event.withId(UUID.randomUUID()));
            case 1 -> StreamAppend.of(part.stream(), ExpectedVersion.exactly(1), event);
            case 2 -> StreamAppend.of(new StreamId(part.stream() + "x"), part.expected(), event);
            case 3 -> StreamAppend.of(part.stream(), part.expected(), event, event());
            default -> StreamAppend.of(part.stream(), part.expected(), event.withMetadata(Payload.json("{\"a\":1}")));
        };
    }

    private static NewEvent event() {
        return NewEvent.of("A", Payload.json("{\"n\":1}"));
    }

    private static ConnectionSpec through(TcpProxy proxy) {
        return new ConnectionSpec("127.0.0.1", proxy.port(), STORE.spec().database(), STORE.spec().user(),
                ConnectionSpec.TlsMode.DISABLE);
    }
}
