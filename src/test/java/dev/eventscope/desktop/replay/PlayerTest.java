package dev.eventscope.desktop.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.replay.predicate.PredicateModel;
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
import dev.eventscope.testkit.HandClock;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Plays by a clock that the test moves; no toolkit.
class PlayerTest {

    private static final StreamId STREAM = new StreamId("order-1");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final HandClock clock = new HandClock();
    private Workspace workspace;
    private ReplayViewModel model;
    private PredicateModel predicate;
    private Player player;

    /// At 0, 1, 1.01, 1.02 and 100,000 seconds.
    @BeforeAll
    static void fill() {
        List<NewEvent> events = new ArrayList<>();
        for (long millis : List.of(0L, 1_000L, 1_010L, 1_020L, 100_000_000L)) {
            events.add(NewEvent.of("Changed", Payload.json("{\"at\":" + millis + "}"))
                    .occurredAt(NOON.plusMillis(millis)));
        }
        STORE.appender().append(AppendRequest.of(STREAM, ExpectedVersion.any(), events.toArray(NewEvent[]::new)));
    }

    @BeforeEach
    void open() {
        workspace = Workspace.direct(clock);
        model = new ReplayViewModel(workspace, session -> new Replay(session.reader(), Folds.approximate()),
                ReplayViewModel.PATIENCE);
        predicate = new PredicateModel(workspace);
        player = new Player(model, workspace, new Watches(model, workspace, predicate)::flipAt);
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
        model.shown();
        workspace.selection().set(Selected.of(STREAM, 1));
    }

    @AfterEach
    void stop() {
        player.stop();
    }

    @Test
    void a_step_a_tick_takes_half_a_second_each_and_ends_at_the_last_version() {
        player.play();

        assertThat(versionAfter(499)).isEqualTo(1);
        assertThat(versionAfter(1)).isEqualTo(2);
        assertThat(versionAfter(500)).isEqualTo(3);
        assertThat(versionAfter(5_000)).isEqualTo(5);
        assertThat(player.playingProperty().get()).isFalse();
        assertThat(workspace.selection().get().version()).isEqualTo(5);
    }

    @Test
    void it_pauses_where_the_predicate_flips_and_goes_on_from_there() {
        predicate.languageProperty().set(PredicateModel.Language.EXPRESSION);
        predicate.write("state.at >= 1010 && state.at < 100000000");
        player.play();

        assertThat(versionAfter(10_000)).isEqualTo(3);
        assertThat(player.playingProperty().get()).isFalse();
        assertThat(player.noteProperty().get()).isEqualTo("paused: the predicate holds");
        player.play();
        assertThat(versionAfter(10_000)).isEqualTo(5);
        assertThat(player.noteProperty().get()).isEqualTo("paused: the predicate holds no longer");
    }

    @Test
    void real_time_is_as_far_apart_as_the_events_are_and_a_long_pause_is_shortened_and_said() {
        player.paceProperty().set(Player.Pace.REAL_TIME);
        player.play();

        assertThat(versionAfter(990)).isEqualTo(1);
        assertThat(versionAfter(10)).isEqualTo(2);
        assertThat(versionAfter(40)).as("two are due within a tick").isEqualTo(4);
        assertThat(player.noteProperty().get()).isEqualTo("1 d 3 h to v5, shortened to 5 s");
        assertThat(versionAfter(4_900)).isEqualTo(4);
        assertThat(versionAfter(100)).isEqualTo(5);
    }

    @Test
    void it_begins_again_at_the_end_stops_where_it_is_paused_and_goes_on_from_where_a_person_has_gone() {
        model.last();
        player.toggle();
        assertThat(version()).isEqualTo(1);
        model.go(2);
        assertThat(versionAfter(600)).as("the pause begins anew").isEqualTo(3);
        assertThat(versionAfter(600)).isEqualTo(4);

        player.toggle();

        assertThat(versionAfter(5_000)).isEqualTo(4);
        assertThat(player.playingProperty().get()).isFalse();
    }

    private long versionAfter(long millis) {
        clock.forward(Duration.ofMillis(millis));
        player.tick(clock.instant());
        return version();
    }

    private long version() {
        return model.track().version(model.indexProperty().get());
    }
}
