package dev.eventscope.desktop.timeline;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Measures;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.embedded.StandbyPair;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// An event that is committed after events of higher positions have been shown is shown too, at its place.
class LateCommitTest {

    @RegisterExtension
    static final StandbyPair PAIR = new StandbyPair();

    @Test
    void on_a_standby_the_recent_gaps_are_read_again() {
        showsALateEvent(PAIR.standby());
    }

    @Test
    void on_a_primary_too_also_where_nothing_was_settled_yet_when_it_was_opened() {
        showsALateEvent(PAIR.primary());
        showsALateEvent(PAIR.primary()); // now it has been
    }

    private static void showsALateEvent(OpenStore store) {
        Workspace workspace = Workspace.direct(Clock.systemUTC());
        TimelineViewModel model = new TimelineViewModel(workspace, Measures.SEVEN_PX);
        model.shown();
        long before = store.reader().countEvents(EventScope.all()).value();

        PAIR.primary().database().write(tx -> {
            EventAppender.append(tx, request("late-1"));
            PAIR.append("{\"total\":9}");
            await("the one that came before it").atMost(Duration.ofSeconds(30))
                    .until(() -> store.reader().countEvents(EventScope.all()).value() == before + 1);
            workspace.open(new Session("test", "PostgreSQL", store));
            workspace.tail().ask();
            assertThat(model.supply().events()).isEqualTo(before + 1);
            return null;
        });
        await("the late one").atMost(Duration.ofSeconds(30))
                .until(() -> store.reader().countEvents(EventScope.all()).value() == before + 2);
        workspace.tail().ask();

        assertThat(model.supply().events()).isEqualTo(before + 2);
        assertThat(model.contents().columns().stream((int) before)).isEqualTo("late-1");
        assertThat(model.contents().columns().stream((int) before + 1)).isEqualTo(StandbyPair.STREAM.name());
    }

    private static AppendRequest request(String stream) {
        return AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                NewEvent.of("OrderPlaced", Payload.json("{}")));
    }
}
