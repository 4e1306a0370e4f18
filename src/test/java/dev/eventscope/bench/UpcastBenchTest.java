package dev.eventscope.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class UpcastBenchTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_dry_run_stands_beside_a_parsed_read_and_appends_beside_appends_alone() {
        List<Figure> figures = new ArrayList<>();

        new UpcastBench(STORE.database(), Passwords.none(), new Rounds(1, 1, System::nanoTime), Clock.systemUTC(),
                2_000)
                .run(figures::add);

        assertThat(figures).extracting(Figure::goal).containsExactly("P9", "U05");
        assertThat(figures).allMatch(figure -> figure.ratio() > 0);
    }
}
