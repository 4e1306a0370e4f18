package dev.eventscope.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.Appended;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.Upcasts;

import static dev.eventscope.replay.Trees.json;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Replay replay = new Replay(STORE.reader(), Folds.approximate());

    @Test
    void the_state_at_any_version_is_what_an_independent_fold_gives() {
        StreamId stream = new StreamId("fold-1");
        List<JsonNode> patches = patches(7, 300);
        append(stream, patches);

        for (int version : new int[]{1, 2, 49, 50, 51, 299, 300}) {
            assertThat(replay.stateAt(stream, version)).as("version %d", version).hasValue(
                    new StreamState(stream, version, Fidelity.APPROXIMATE, folded(patches, version), null));
        }
    }

    @Test
    void a_version_beyond_the_end_gives_the_end_and_one_before_the_beginning_nothing() {
        StreamId stream = new StreamId("ends-1");
        append(stream, patches(8, 3));

        assertThat(replay.stateAt(stream, 99)).map(StreamState::version).hasValue(3L);
        assertThat(replay.stateAt(stream, 0)).isEmpty();
        assertThat(replay.stateAt(new StreamId("ends-none"), 1)).isEmpty();
    }

    @Test
    void seeking_to_and_fro_gives_the_same_as_folding_from_the_beginning() {
        StreamId stream = new StreamId("seek-1");
        int length = 5_000;
        List<JsonNode> patches = patches(9, length);
        append(stream, patches);
        List<JsonNode> expected = new ArrayList<>(List.of(Json.object()));
        patches.forEach(patch -> expected.add(Trees.merged(expected.getLast(), patch)));
        StateHistory history = replay.history(stream);
        Random random = new Random(9);

        for (int trial = 0; trial < 500; trial++) {
            int version = 1 + random.nextInt(length);
            DatedState found = history.at(version).orElseThrow();

            assertThat(found.state()).as("version %d in trial %d", version, trial)
                    .isEqualTo(new StreamState(stream, version, Fidelity.APPROXIMATE, expected.get(version), null));
        }
        assertThat(history.size()).isLessThanOrEqualTo(8_192);
    }

    @Test
    void the_states_of_a_short_stream_are_at_hand_without_reading_once_folded() {
        StreamId stream = new StreamId("ready-1");
        append(stream, patches(10, 42));
        StateHistory history = replay.history(stream);

        assertThat(history.ready(42)).isEmpty();
        history.at(42);

        assertThat(IntStream.rangeClosed(1, 42)).allMatch(version -> history.ready(version).isPresent());
    }

    @Test
    void a_history_goes_on_with_events_that_came_later() {
        StreamId stream = new StreamId("later-1");
        append(stream, List.of(json("{\"a\":1}")));
        StateHistory history = replay.history(stream);
        history.at(Long.MAX_VALUE);

        append(stream, List.of(json("{\"b\":2}")));

        assertThat(history.at(Long.MAX_VALUE)).map(DatedState::state).map(StreamState::state)
                .hasValue(json("{\"a\":1,\"b\":2}"));
    }

    @Test
    void a_fold_error_answers_for_the_version_that_failed_and_all_after_it() {
        StreamId stream = new StreamId("broken-1");
        append(stream, List.of(json("{\"a\":1}"), json("{\"n\":\"x\"}"), json("{\"a\":3}")));
        Replay upcasting = new Replay(STORE.reader(), Folds.of("native", List.of(), rules("""
                upcasters:
                  - type: Patched
                    from: 1
                    to: 2
                    rules:
                      - convert: {path: /n, to: integer}
                """)));
        StateHistory history = upcasting.history(stream);

        StreamState expected = history.at(3).orElseThrow().state();

        assertThat(expected.version()).isEqualTo(1);
        assertThat(expected.state()).isEqualTo(json("{\"a\":1}"));
        assertThat(expected.error()).extracting(FoldError::version).isEqualTo(2L);
        assertThat(history.at(2)).map(DatedState::state).hasValue(expected);
        assertThat(history.ready(3)).map(DatedState::state).hasValue(expected);
        assertThat(upcasting.stateAt(stream, 3)).hasValue(expected);
        assertThat(upcasting.stateAt(stream, 1).orElseThrow().error()).isNull();
    }

    @Test
    void the_state_at_a_position_is_that_of_the_last_event_up_to_it() {
        StreamId stream = new StreamId("position-1");
        Appended first = append(stream, List.of(json("{\"a\":1}")));
        Appended other = append(new StreamId("position-2"), List.of(json("{}")));
        Appended second = append(stream, List.of(json("{\"a\":2}")));

        assertThat(stateAtPosition(stream, first.firstPosition() - 1)).isEmpty();
        assertThat(stateAtPosition(stream, other.lastPosition())).map(StreamState::version).hasValue(1L);
        assertThat(stateAtPosition(stream, second.lastPosition() + 10)).map(StreamState::version).hasValue(2L);
    }

    @Test
    void the_state_at_an_instant_is_the_highest_version_not_after_it_even_where_times_go_back() {
        StreamId stream = new StreamId("time-1");
        STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.noStream(),
                patch(json("{\"v\":1}")).occurredAt(NOON), patch(json("{\"v\":2}")).occurredAt(NOON.plusSeconds(60)),
                patch(json("{\"v\":3}")).occurredAt(NOON.plusSeconds(30)),
                patch(json("{\"v\":4}")).occurredAt(NOON.plusSeconds(90))));

        assertThat(version(stream, NOON.minusMillis(1))).isEmpty();
        assertThat(version(stream, NOON)).hasValue(1L);
        assertThat(version(stream, NOON.plusSeconds(45))).hasValue(3L);
        assertThat(version(stream, NOON.plusSeconds(600))).hasValue(4L);
        assertThat(replay.pointAt(stream, NOON, EventClock.OCCURRED).timesGoBack()).isTrue();
        assertThat(replay.pointAt(stream, NOON, EventClock.RECORDED).timesGoBack()).isFalse();
    }

    @Test
    void a_snapshot_holds_every_stream_of_the_category_as_it_was_at_the_position_by_name() {
        Map<String, JsonNode> expected = new TreeMap<>(Comparator.naturalOrder());
        long position = 0;
        Random random = new Random(11);
        Trees trees = new Trees(11);
        for (int i = 0; i < 2_000; i++) {
            String name = "shot-" + random.nextInt(300);
            JsonNode patch = trees.object(2);
            Appended appended = append(new StreamId(name), List.of(patch));
            if (i < 1_500) {
                expected.merge(name, Trees.merged(Json.object(), patch), (old, _) -> Trees.merged(old, patch));
                position = appended.lastPosition();
            }
        }
        append(new StreamId("shot-long"), patches(12, 1_500));
        append(new StreamId("other-1"), List.of(json("{}")));

        Map<String, JsonNode> found = new TreeMap<>(Comparator.naturalOrder());
        List<String> order = new ArrayList<>();
        SnapshotSummary summary = replay.snapshot(SnapshotQuery.at("shot", OrderToken.of(position)), state -> {
            found.put(state.stream().name(), state.state());
            order.add(state.stream().name());
        });

        assertThat(found).isEqualTo(expected);
        assertThat(order).isSorted().doesNotHaveDuplicates();
        assertThat(summary).isEqualTo(new SnapshotSummary(expected.size(), 0, 0));
    }

    @Test
    void a_snapshot_at_an_instant_takes_each_stream_where_it_stood_then_and_counts_where_times_go_back() {
        StreamId early = new StreamId("instant-a");
        StreamId late = new StreamId("instant-b");
        STORE.appender().append(AppendRequest.of(early, ExpectedVersion.noStream(),
                patch(json("{\"v\":1}")).occurredAt(NOON), patch(json("{\"v\":2}")).occurredAt(NOON.plusSeconds(60)),
                patch(json("{\"v\":3}")).occurredAt(NOON.plusSeconds(30))));
        STORE.appender().append(AppendRequest.of(late, ExpectedVersion.noStream(),
                patch(json("{\"v\":1}")).occurredAt(NOON.plusSeconds(3_600))));
        List<StreamState> states = new ArrayList<>();

        SnapshotSummary summary = replay.snapshot(
                SnapshotQuery.at("instant", NOON.plusSeconds(40), EventClock.OCCURRED), states::add);

        assertThat(states).containsExactly(
                new StreamState(early, 3, Fidelity.APPROXIMATE, json("{\"v\":3}"), null));
        assertThat(summary).isEqualTo(new SnapshotSummary(1, 0, 1));
    }

    private static List<JsonNode> patches(long seed, int count) {
        Trees trees = new Trees(seed);
        return IntStream.range(0, count).mapToObj(_ -> (JsonNode) trees.object(3)).toList();
    }

    private static JsonNode folded(List<JsonNode> patches, int count) {
        return patches.stream().limit(count).reduce(Json.object(), Trees::merged);
    }

    private static NewEvent patch(JsonNode payload) {
        return NewEvent.of("Patched", Payload.json(Json.write(payload)));
    }

    private static Appended append(StreamId stream, List<JsonNode> patches) {
        Appended appended = null;
        for (int from = 0; from < patches.size(); from += 500) {
            NewEvent[] events = patches.subList(from, Math.min(from + 500, patches.size())).stream()
                    .map(ReplayTest::patch).toArray(NewEvent[]::new);
            appended = STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.any(), events));
        }
        return appended;
    }

    private static Upcasts rules(String yaml) {
        return Upcasts.of(RuleFile.parse("test.yaml", yaml));
    }

    private Optional<StreamState> stateAtPosition(StreamId stream, long position) {
        return replay.stateAtPosition(stream, OrderToken.of(position));
    }

    private Optional<Long> version(StreamId stream, Instant instant) {
        return replay.stateAt(stream, instant, EventClock.OCCURRED).map(StreamState::version);
    }
}
