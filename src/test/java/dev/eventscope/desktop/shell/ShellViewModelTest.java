package dev.eventscope.desktop.shell;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.testkit.HandClock;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class ShellViewModelTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final HandClock clock = new HandClock();
    private final Workspace workspace = Workspace.direct(clock);
    private final ShellViewModel model = new ShellViewModel(workspace);

    @Test
    void the_number_of_events_follows_the_head() {
        long before = open();

        for (int more = 1; more <= 3; more++) {
            append();
            workspace.tail().ask();
            assertThat(counted()).isEqualTo(before + more);
        }
    }

    @Test
    void where_counting_takes_long_it_rests_but_the_last_number_is_right() {
        clock.stepAtEachLook(Duration.ofSeconds(1));
        long before = open();
        append();
        workspace.tail().ask();
        assertThat(counted()).isEqualTo(before);

        clock.forward(Duration.ofSeconds(5));
        model.tick();
        assertThat(counted()).isEqualTo(before);

        clock.forward(Duration.ofSeconds(5));
        model.tick();
        assertThat(counted()).isEqualTo(before + 1);
    }

    private long open() {
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        return counted();
    }

    private long counted() {
        return model.eventCountProperty().get().value();
    }

    private static void append() {
        Story.append(STORE.appender(), new StreamId("order-1"), "OrderPlaced", List.of("{}"));
    }
}
