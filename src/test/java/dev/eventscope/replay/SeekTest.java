package dev.eventscope.replay;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

class SeekTest {

    private static final StreamId STREAM = new StreamId("long-1");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_seek_in_a_long_stream_folds_few_events_and_the_states_held_are_bounded() {
        Trials trials = Trials.of("seek", 150_000, 1_000_000);
        Counting events = new Counting(trials.count());
        StateHistory history = StateHistory.over(STREAM, events, Folds.approximate());
        history.at(trials.count());
        Random random = trials.random();

        assertThat(history.size()).isBetween(2_048, 8_192);
        assertThat(history.reach()).isLessThanOrEqualTo(trials.count() / 4_096);
        for (int i = 0; i < 200; i++) {
            int version = 1 + random.nextInt(trials.count());
            events.read = 0;

            assertThat(history.at(version)).map(found -> found.state().state().path("n").asInt()).hasValue(version);
            assertThat(events.read).as("events folded for version %d", version)
                    .isLessThanOrEqualTo((int) history.reach());
        }
    }

    @Test
    void two_hands_fold_what_one_folds() {
        Trials trials = Trials.of("fold on two threads", 30, 3_000);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            Trees trees = new Trees(random.nextLong());
            List<RecordedEvent> events = new ArrayList<>();
            int size = 1 + random.nextInt(900);
            int broken = random.nextInt(3) == 0 ? random.nextInt(size) : -1;
            for (int i = 0; i < size; i++) {
                events.add(event(i + 1, i == broken ? "{" : Json.write(trees.object(3)), NOON));
            }

            Optional<StreamState> alone = Replay.stateOf(events, Folds.approximate(), null);
            Optional<StreamState> together = Replay.stateOf(events, Folds.approximate(), ForkJoinPool.commonPool());

            assertThat(together).as("%s, trial %d", trials, trial).isEqualTo(alone);
            assertThat(alone.orElseThrow().error() != null).isEqualTo(broken >= 0);
        }
    }

    @Test
    void the_version_at_an_instant_is_the_same_by_index_and_by_looking_at_each_even_where_times_go_back() {
        Trials trials = Trials.of("time index", 300, 30_000);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            TimeIndex index = new TimeIndex();
            List<EventHeader> headers = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < random.nextInt(30); i++) {
                    EventHeader header = event(headers.size() + 1, "{}",
                            random.nextInt(10) == 0 ? null : NOON.plusSeconds(random.nextInt(40))).header();
                    headers.add(header);
                    index.add(header, EventClock.OCCURRED);
                }
                Instant instant = NOON.plusSeconds(random.nextInt(44) - 2);
                TimeSearch search = new TimeSearch(instant, EventClock.OCCURRED);
                headers.forEach(search::see);

                assertThat(index.at(instant)).as("%s, trial %d", trials, trial).isEqualTo(search.found());
            }
        }
    }

    @Test
    void a_history_is_asked_by_instant_and_position_too_and_sees_what_came_later() {
        StreamId stream = new StreamId("seek-time-1");
        long first = append(stream, "{\"a\":1}", NOON);
        append(new StreamId("seek-other"), "{}", NOON);
        long second = append(stream, "{\"a\":2}", NOON.plusSeconds(10));
        StateHistory history = new Replay(STORE.reader(), Folds.approximate()).history(stream);

        assertThat(version(history.at(NOON.minusSeconds(1), EventClock.OCCURRED))).isZero();
        assertThat(version(history.at(NOON.plusSeconds(9), EventClock.OCCURRED))).isEqualTo(1);
        assertThat(version(history.atPosition(OrderToken.of(second - 1)))).isEqualTo(1);
        assertThat(version(history.atPosition(OrderToken.of(first - 1)))).isZero();
        append(stream, "{\"a\":3}", NOON.plusSeconds(20));
        assertThat(version(history.at(NOON.plusSeconds(60), EventClock.OCCURRED))).isEqualTo(3);
        assertThat(version(history.atPosition(OrderToken.of(second + 100)))).isEqualTo(3);
    }

    private static long version(Optional<DatedState> found) {
        return found.map(dated -> dated.state().version()).orElse(0L);
    }

    private static long append(StreamId stream, String payload, Instant time) {
        return STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.any(),
                NewEvent.of("Changed", Payload.json(payload)).occurredAt(time))).lastPosition();
    }

    private static RecordedEvent event(long version, String payload, Instant occurredAt) {
        return new RecordedEvent(new EventHeader("e" + version, STREAM, "long", version, OrderToken.of(version),
                "Changed", "1", null, null, occurredAt, null, Set.of()), Payload.json(payload), Payload.none());
    }

    /// A stream that counts how many of its events are looked at.
    private static final class Counting extends AbstractList<RecordedEvent> {
        private final int size;
        private int read;

        Counting(int size) {
            this.size = size;
        }

        @Override
        public RecordedEvent get(int index) {
            read++;
            return event(index + 1, "{\"n\":" + (index + 1) + ",\"f" + index % 10 + "\":\"x\"}", NOON);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
