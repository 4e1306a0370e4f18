package dev.eventscope.desktop.workspace;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class TailTest {

    private static final StreamId STREAM = new StreamId("order-1");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final Tail tail = workspace.tail();

    @BeforeEach
    void open() {
        append(1);
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
    }

    @Test
    void while_live_what_is_shown_follows_the_head() {
        OrderToken before = tail.shownProperty().get();

        append(2);
        tail.ask();

        assertThat(tail.shownProperty().get()).isGreaterThan(before).isEqualTo(tail.headProperty().get());
        assertThat(tail.newEventsProperty().get()).isZero();
    }

    @Test
    void while_paused_it_stands_and_new_events_are_counted() {
        tail.toggleLive();
        OrderToken before = tail.shownProperty().get();

        append(3);
        tail.ask();
        assertThat(tail.shownProperty().get()).isEqualTo(before);
        assertThat(tail.newEventsProperty().get()).isEqualTo(3);

        tail.toggleLive();
        assertThat(tail.shownProperty().get()).isEqualTo(tail.headProperty().get());
        assertThat(tail.newEventsProperty().get()).isZero();
    }

    @Test
    void the_end_of_a_primary_is_not_unsettled() {
        append(1);
        tail.ask();

        assertThat(tail.unsettledProperty().get()).isNull();
    }

    private static void append(int events) {
        for (int i = 0; i < events; i++) {
            Story.append(STORE.appender(), STREAM, "OrderPlaced", List.of("{}"));
        }
    }
}
