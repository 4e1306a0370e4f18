package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.StoreException;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T04 of the promises: of several writers that expect the same version, exactly one wins, at every isolation level.
class OneWinnerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String[] LEVELS = {"read committed", "repeatable read", "serializable"};

    @Test
    void t04_exactly_one_racer_wins_a_version_and_the_others_are_told_so() throws Exception {
        Trials trials = Trials.of("T04", 300, 50_000);

        assertThat(badRounds(trials, STORE.database())).as(trials.toString()).isEmpty();
    }

    @Test
    void t04_a_store_that_does_not_check_the_version_is_caught() throws Exception {
        ConnectionSpec careless = TestServer.newStoreWithout("append_batch",
                "if s_expected[1] < 0 or s_expected[1] = v_version then", "if true then");
        try (Database database = Database.open(careless, Access.READ_WRITE, Passwords.none())) {
            assertThat(badRounds(Trials.of("T04 seeded bug", 9, 9), database)).as("the seeded bug is caught")
                    .isNotEmpty();
        }
    }

    /// The rounds that had not exactly one winner, or a loser that was told something else.
    private static List<String> badRounds(Trials trials, Database database) throws Exception {
        Random random = trials.random();
        EventAppender appender = new EventAppender(database);
        EventReader reader = new LogReader(database);
        List<String> bad = new ArrayList<>();
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            for (int round = 0; round < trials.count(); round++) {
                StreamId stream = new StreamId("race-" + round);
                int before = random.nextInt(3);
                for (int i = 0; i < before; i++) {
                    appender.append(AppendRequest.of(stream, ExpectedVersion.any(), event()));
                }
                String level = LEVELS[round % LEVELS.length];
                Race race = new Race(database, stream, before, level);

                List<Object> outcomes = race.run(executor, 2 + random.nextInt(6));

                long won = outcomes.stream().filter(Appended.class::isInstance).count();
                boolean typed = outcomes.stream().allMatch(o -> o instanceof Appended
                        || o instanceof StreamVersionConflict || o instanceof ConcurrentTransaction);
                if (won != 1 || !typed || reader.countEvents(EventScope.stream(stream)).value() != before + 1) {
                    bad.add("round " + round + ", " + level + ": " + outcomes);
                }
            }
        }
        return bad;
    }

    /// Several writers that expect the same version of one stream, started together.
    private record Race(Database database, StreamId stream, int version, String level) {

        List<Object> run(ExecutorService executor, int racers) throws Exception {
            CyclicBarrier start = new CyclicBarrier(racers);
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                running.add(executor.submit(() -> {
                    start.await();
                    return attempt();
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> racer : running) {
                outcomes.add(racer.get());
            }
            return outcomes;
        }

        private Object attempt() {
            try {
                return database.write(tx -> {
                    tx.update("set transaction isolation level " + level);
                    return EventAppender.append(tx,
                            AppendRequest.of(stream, ExpectedVersion.exactly(version), event()));
                });
            } catch (StoreException e) {
                return e;
            }
        }
    }

    private static NewEvent event() {
        return NewEvent.of("A", Payload.json("{}"));
    }
}
