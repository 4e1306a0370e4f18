package dev.eventscope.desktop.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Steps;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.replay.shown.Shown;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A stream so long that its states are not all at hand when it is opened; what runs when is up to the test.
class ReplayViewModelTest {

    private static final StreamId STREAM = new StreamId("order-1");
    private static final int VERSIONS = 4_500;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Steps workers = new Steps();
    private final Steps fx = new Steps();
    private final Workspace workspace = Workspace.on(Clock.systemUTC(), onError -> Background.on(workers, fx, onError));
    private final List<String> moves = new ArrayList<>();

    @BeforeAll
    static void fill() {
        STORE.appender().append(AppendRequest.of(STREAM, ExpectedVersion.any(), LongStream.rangeClosed(1, VERSIONS)
                .mapToObj(at -> NewEvent.of("Changed", Payload.json("{\"at\":" + at + "}"))).toArray(NewEvent[]::new)));
    }

    private ReplayViewModel open(Duration longestWait) {
        ReplayViewModel model = new ReplayViewModel(workspace,
                session -> new Replay(session.reader(), Folds.approximate()), longestWait);
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        model.shown();
        workspace.selection().set(Selected.of(STREAM, 1));
        while (model.shownProperty().get() == null) {
            turn();
        }
        model.indexProperty().addListener((_, _, index) -> moves.add("to v" + (index.intValue() + 1)));
        model.shownProperty().addListener((_, _, shown) -> moves.add(name(shown)));
        model.pendingProperty().addListener((_, _, pending) -> moves.add(pending ? "pending" : "no longer"));
        return model;
    }

    @Test
    void a_move_waits_for_its_state_and_both_come_in_one_turn() {
        ReplayViewModel model = open(Duration.ofDays(1));

        model.go(VERSIONS - 1);
        assertThat(moves).as("until the state has been read").isEmpty();

        workers.runAll();
        fx.runAll();

        assertThat(moves).containsExactly("to v4500", "state at v4500");
    }

    @Test
    void a_state_that_takes_long_comes_after_its_move_and_the_next_moves_wait_no_longer() {
        ReplayViewModel model = open(Duration.ofMillis(1));

        model.go(VERSIONS - 1);
        await("the move goes first").until(() -> {
            fx.runAll();
            return model.pendingProperty().get();
        });
        model.go(VERSIONS - 2);
        assertThat(moves).containsExactly("pending", "to v4500", "to v4499");

        workers.runAll();
        fx.runAll();

        assertThat(moves.subList(3, moves.size())).containsExactly("no longer", "state at v4499");
    }

    @Test
    void steps_that_follow_each_other_fast_all_count_and_the_last_is_selected() {
        ReplayViewModel model = open(Duration.ofDays(1));

        model.go(VERSIONS - 10);
        model.step(1);
        model.step(1);

        workers.runAll();
        fx.runAll();

        assertThat(moves).containsExactly("to v4493", "state at v4493");
        assertThat(workspace.selection().get().version()).isEqualTo(4493);
    }

    /// One turn of each, so that the whole stream is not folded meanwhile.
    private void turn() {
        workers.runAll();
        fx.runAll();
    }

    private static String name(Shown shown) {
        return "state at v" + shown.version();
    }
}
