package dev.eventscope.replay;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BisectTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Replay replay = new Replay(STORE.reader(), Folds.approximate());
    private final List<StateFlip> flips = new ArrayList<>();

    @Test
    void every_flip_is_found_where_the_predicate_is_not_monotone() {
        append("acct-1", 5, 3, -1, -2, 4, -7);

        BisectSummary summary = replay.bisect(new StreamId("acct-1"), below(0), flips::add).orElseThrow();

        assertThat(flips).extracting(StateFlip::version, StateFlip::holds)
                .containsExactly(tuple(3L, true), tuple(5L, false), tuple(6L, true));
        assertThat(summary).isEqualTo(new BisectSummary(1, 1, 0, 0));
    }

    @Test
    void a_predicate_that_holds_from_the_beginning_flips_at_the_first_event() {
        append("acct-2", -5, -3);

        replay.bisect(new StreamId("acct-2"), below(0), flips::add).orElseThrow();

        assertThat(flips).extracting(StateFlip::version, StateFlip::holds).containsExactly(tuple(1L, true));
    }

    @Test
    void all_streams_of_a_category_are_gone_through_by_name() {
        append("many-1", 1, 2);
        append("many-2", 1, -2);
        append("many-3", -1, 2);
        append("other-1", -1);

        BisectSummary summary = replay.bisectAll("many", below(0), flips::add);

        assertThat(flips).extracting(flip -> flip.event().stream().name(), StateFlip::version, StateFlip::holds)
                .containsExactly(tuple("many-2", 2L, true), tuple("many-3", 1L, true), tuple("many-3", 2L, false));
        assertThat(summary).isEqualTo(new BisectSummary(3, 2, 1, 0));
    }

    @Test
    void a_fold_that_stops_is_counted_and_flips_no_more() {
        append("broken-1", 1, -1);
        STORE.appender().append(AppendRequest.of(new StreamId("broken-1"), ExpectedVersion.any(),
                NewEvent.of("Booked", Payload.json("1e9999999999999")), booked(3)));

        BisectSummary summary = replay.bisectAll("broken", below(0), flips::add);

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(flips).extracting(StateFlip::version).containsExactly(2L);
    }

    private static StatePredicate below(int limit) {
        return StatePredicate.of(Filter.parse("data.total<" + limit, Clock.systemUTC()));
    }

    private static void append(String stream, int... totals) {
        List<NewEvent> events = new ArrayList<>();
        for (int total : totals) {
            events.add(booked(total));
        }
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                events.toArray(NewEvent[]::new)));
    }

    private static NewEvent booked(int total) {
        return NewEvent.of("Booked", Payload.json("{\"total\":" + total + "}"));
    }
}
