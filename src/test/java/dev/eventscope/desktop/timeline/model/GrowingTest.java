package dev.eventscope.desktop.timeline.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.desktop.timeline.RowsByLane;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;

import static org.assertj.core.api.Assertions.assertThat;

/// What is added at the end equals what is worked out whole, and counts equal counting one by one.
class GrowingTest {

    private static final int STREAMS = 12;
    private static final int LANES = 4;

    private final Random random = new Random(5);
    private final List<EventHeader> headers = headers();

    @ParameterizedTest
    @EnumSource(Axis.Kind.class)
    void a_tail_that_is_added_equals_the_whole(Axis.Kind kind) {
        EventColumns first = columns(700);
        Axis axis = Axis.of(kind, first, EventClock.OCCURRED, RowFilter.ALL, Clocks.NONE);
        StreamTable streams = StreamTable.of(first, RowFilter.ALL, axis);
        LaneRows rows = LaneRows.of(first, axis, streams, LANES, lanes(first));
        assertThat(rows.bundles().pairs()).isNotEmpty();
        IdleGaps gaps = IdleGaps.of(axis);
        Effects effects = new Effects(first);

        for (int size = 750; size <= headers.size(); size += 50) {
            EventColumns longer = columns(size);
            int before = first.size();
            Axis longerAxis = axis.with(longer, EventClock.OCCURRED, RowFilter.ALL, Clocks.NONE);
            rows = rows.with(longer, longerAxis, IntStream.range(before, size).toArray(), lanes(longer));
            streams = streams.with(longer, before, RowFilter.ALL, longerAxis);
            gaps = gaps.with(longerAxis);
            effects = effects.with(longer);
            axis = longerAxis;
            first = longer;
        }

        Axis whole = Axis.of(kind, first, EventClock.OCCURRED, RowFilter.ALL, Clocks.NONE);
        StreamTable wholeStreams = StreamTable.of(first, RowFilter.ALL, whole);
        LaneRows wholeRows = LaneRows.of(first, whole, wholeStreams, LANES, lanes(first));
        assertThat(rowsOf(axis)).isEqualTo(rowsOf(whole));
        assertThat(RowsByLane.of(rows)).isEqualTo(RowsByLane.of(wholeRows));
        assertThat(gaps.longest(axis.first(), axis.last(), 20))
                .isEqualTo(IdleGaps.of(whole).longest(whole.first(), whole.last(), 20));
        assertThat(effects.effects(0, 50, 500)).isEqualTo(new Effects(first).effects(0, 50, 500));
        for (int i = 0; i < 50; i++) {
            double from = axis.first() + random.nextDouble() * (axis.last() - axis.first());
            double to = from + random.nextDouble() * (axis.last() - from);
            assertThat(rows.failures(1, from, to)).isEqualTo(wholeRows.failures(1, from, to));
            assertThat(streams.failures(from, to)).isEqualTo(wholeStreams.failures(from, to));
            for (LinkBundles.Pair pair : wholeRows.bundles().pairs()) {
                assertThat(rows.bundles().count(pair, from, to)).isEqualTo(counted(first, axis, pair, from, to));
            }
            assertThat(rows.lowerBound(2, to) - rows.lowerBound(2, from))
                    .isEqualTo(countedIn(first, axis, 2, from, to));
        }
    }

    private static int countedIn(EventColumns columns, Axis axis, int lane, double from, double to) {
        int[] lanes = lanes(columns);
        return (int) IntStream.range(0, columns.size()).filter(row -> lanes[columns.streamNumber(row)] == lane
                && axis.at(row) >= from && axis.at(row) < to).count();
    }

    private static int counted(EventColumns columns, Axis axis, LinkBundles.Pair pair, double from, double to) {
        int[] lanes = lanes(columns);
        return (int) IntStream.range(0, columns.size()).filter(row -> columns.causeOf(row) >= 0
                && lanes[columns.streamNumber(columns.causeOf(row))] == pair.from()
                && lanes[columns.streamNumber(row)] == pair.to() && axis.at(row) >= from && axis.at(row) < to).count();
    }

    private static List<Integer> rowsOf(Axis axis) {
        return IntStream.range(0, axis.size()).mapToObj(axis::rowAt).toList();
    }

    private static int[] lanes(EventColumns columns) {
        int[] lanes = new int[columns.streams().size()];
        Arrays.setAll(lanes, stream -> stream % LANES);
        return lanes;
    }

    private EventColumns columns(int size) {
        return EventColumns.builder().addAll(headers.subList(0, size)).build();
    }

    /// Some of which stand before the ones that came before them.
    private List<EventHeader> headers() {
        Events events = new Events();
        for (int i = 0; i < 1_000; i++) {
            events.of("s-" + i % STREAMS).later(random.nextInt(20) == 0 ? -500 : random.nextInt(3_000));
            events.causedBy(i > 3 && random.nextInt(3) > 0 ? "e" + (i - 1 - random.nextInt(3)) : "");
            events.add("e" + i, random.nextInt(9) == 0 ? "ThingFailed" : "ThingDone");
        }
        return events.headers();
    }
}
