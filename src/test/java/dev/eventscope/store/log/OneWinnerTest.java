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
import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreException;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T04 of the promises: of several writers that expect the same version, exactly one wins, at every isolation level.
class OneWinnerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void t04_exactly_one_racer_wins_a_version_and_the_others_are_told_so() throws Exception {
        Trials trials = Trials.of("T04", 300, 50_000);
        Random random = trials.random();
        String[] levels = {"read committed", "repeatable read", "serializable"};
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < trials.count(); round++) {
                StreamId stream = new StreamId("race-" + round);
                int before = random.nextInt(3);
                for (int i = 0; i < before; i++) {
                    STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.any(), event()));
                }
                int racers = 2 + random.nextInt(6);
                String level = levels[round % levels.length];

                List<Object> outcomes = race(executor, stream, before, racers, level);

                assertThat(outcomes).as(trials + ", round " + round + ", " + level)
                        .filteredOn(Appended.class::isInstance)
                        .hasSize(1);
                assertThat(outcomes).filteredOn(o -> !(o instanceof Appended)).allMatch(
                        o -> o instanceof StreamVersionConflict || o instanceof ConcurrentTransaction);
                assertThat(STORE.reader().countEvents(EventScope.stream(stream)).value()).isEqualTo(before + 1);
            }
        }
    }

    private static List<Object> race(ExecutorService executor, StreamId stream, int version, int racers, String level)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers);
        List<Future<Object>> running = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            running.add(executor.submit(() -> {
                start.await();
                return attempt(stream, version, level);
            }));
        }
        List<Object> outcomes = new ArrayList<>();
        for (Future<Object> racer : running) {
            outcomes.add(racer.get());
        }
        return outcomes;
    }

    private static Object attempt(StreamId stream, int version, String level) {
        try {
            return STORE.database().write(tx -> {
                tx.update("set transaction isolation level " + level);
                return EventAppender.append(tx, AppendRequest.of(stream, ExpectedVersion.exactly(version), event()));
            });
        } catch (StoreException e) {
            return e;
        }
    }

    private static NewEvent event() {
        return NewEvent.of("A", Payload.json("{}"));
    }
}
