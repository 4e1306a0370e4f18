package dev.eventscope.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayBenchTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void replays_stand_beside_their_floor_and_seeks_for_themselves() {
        List<Figure> figures = new ArrayList<>();

        new ReplayBench(STORE.database(), Passwords.none(), 1, 20_000, Clock.systemUTC(), System::nanoTime)
                .run(figures::add);

        assertThat(figures).extracting(Figure::what).containsExactly("replay-1-thread", "replay-2-threads",
                "seek-memory-p99-ms", "seek-db-p99-ms", "checkpoints-mb");
        assertThat(figures.subList(0, 2)).allMatch(figure -> figure.ratio() > 0 && figure.floor() > 0);
        assertThat(figures.subList(2, 5)).allMatch(figure -> figure.ratio() == null && figure.floor() == null);
        assertThat(figures.get(3).bare()).isPositive();
    }
}
