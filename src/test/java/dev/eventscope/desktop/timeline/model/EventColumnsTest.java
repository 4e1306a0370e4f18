package dev.eventscope.desktop.timeline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.timeline.Events;
import dev.eventscope.event.Cause;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventFlag;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;

import static org.assertj.core.api.Assertions.assertThat;

class EventColumnsTest {

    @Test
    void rows_ascend_in_the_store_s_order_however_they_came() {
        List<EventHeader> headers = new ArrayList<>(new Events().add("a", "A").add("b", "B").add("c", "C").add("d", "D")
                .headers());
        Collections.shuffle(headers, new Random(7));

        EventColumns columns = EventColumns.builder().addAll(headers).build();

        assertThat(idsOf(columns)).containsExactly("a", "b", "c", "d");
        assertThat(columns.order(2)).isEqualTo(OrderToken.of(3));
    }

    @Test
    void an_event_that_comes_twice_is_there_once() {
        EventColumnsBuilder builder = EventColumns.builder();
        List<EventHeader> headers = new Events().add("a", "A").add("b", "B").headers();

        builder.addAll(headers);
        boolean again = builder.add(headers.getFirst());

        assertThat(again).isFalse();
        assertThat(idsOf(builder.build())).containsExactly("a", "b");
    }

    @Test
    void a_cause_is_a_row_even_where_it_was_added_after_its_effect() {
        List<EventHeader> headers = new Events().then("a", "A").then("b", "B").add("c", "C").headers();

        EventColumns columns = EventColumns.builder().addAll(headers.reversed()).build();

        assertThat(IntStream.range(0, 3).map(columns::causeOf)).containsExactly(EventColumns.NONE, 0, 1);
    }

    @Test
    void a_cause_that_is_not_here_is_missing_and_not_none() {
        EventColumns columns = new Events().causedBy("elsewhere").add("a", "A").columns();

        assertThat(columns.causeOf(0)).isEqualTo(EventColumns.MISSING);
    }

    @Test
    void a_cause_by_stream_and_version_is_found() {
        List<EventHeader> headers = List.of(header("x", 1, null),
                header("y", 2, new Cause.ByStreamVersion(new StreamId("s-1"), 1)));

        EventColumns columns = EventColumns.builder().addAll(headers).build();

        assertThat(columns.causeOf(1)).isEqualTo(0);
    }

    @Test
    void an_event_that_names_itself_has_no_cause() {
        EventColumns columns = new Events().causedBy("a").add("a", "A").columns();

        assertThat(columns.causeOf(0)).isEqualTo(EventColumns.NONE);
    }

    @Test
    void ids_come_back_as_they_were_written() {
        List<String> ids = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString().toUpperCase(), "s-1:4",
                "1-1-1-1-1", "00000000-0000-0000-0000-00000000000g");
        EventColumnsBuilder builder = EventColumns.builder();
        for (int i = 0; i < ids.size(); i++) {
            builder.add(header(ids.get(i), i, null));
        }

        EventColumns columns = builder.build();

        assertThat(idsOf(columns)).isEqualTo(ids);
        assertThat(ids).allSatisfy(id -> assertThat(columns.id(columns.rowOf(id))).isEqualTo(id));
    }

    @Test
    void many_ids_are_found_again() {
        Random random = new Random(3);
        List<String> ids = IntStream.range(0, 20_000)
                .mapToObj(_ -> new UUID(random.nextLong(), random.nextLong()).toString()).toList();
        EventColumnsBuilder builder = EventColumns.builder();
        for (int i = 0; i < ids.size(); i++) {
            builder.add(header(ids.get(i), i, null));
        }

        EventColumns columns = builder.build();

        assertThat(IntStream.range(0, ids.size()).allMatch(i -> columns.rowOf(ids.get(i)) == i)).isTrue();
        assertThat(columns.rowOf(new UUID(1, 2).toString())).isEqualTo(EventColumns.NONE);
    }

    @Test
    void an_event_without_a_time_stands_where_the_one_before_it_does() {
        EventHeader timed = new Events().at("11:02:06").add("a", "A").headers().getFirst();

        EventColumns columns = EventColumns.builder().addAll(List.of(timed, header("b", 2, null))).build();

        assertThat(columns.timeMicros(1, EventClock.RECORDED)).isEqualTo(columns.timeMicros(0, EventClock.RECORDED));
        assertThat(columns.timed()).isTrue();
    }

    @Test
    void a_store_without_times_says_so() {
        EventColumns columns = EventColumns.builder().addAll(List.of(header("b", 2, null))).build();

        assertThat(columns.timed()).isFalse();
    }

    @Test
    void tokens_of_several_parts_order_rows_too() {
        EventHeader late = withOrder("late", OrderToken.of(new OrderToken.Num(8), new OrderToken.Num(1)));
        EventHeader early = withOrder("early", OrderToken.of(new OrderToken.Num(7), new OrderToken.Num(9)));

        EventColumns columns = EventColumns.builder().addAll(List.of(late, early)).build();

        assertThat(idsOf(columns)).containsExactly("early", "late");
        assertThat(columns.order(0)).isEqualTo(early.order());
    }

    @Test
    void a_header_comes_back_as_it_was() {
        List<EventHeader> headers = new ArrayList<>(new Events().at("11:02:06.123").in("c-1").then("a", "A").of("s-2")
                .later(3).add("b", "B").causedBy("elsewhere").add("c", "C").headers());
        headers.add(new EventHeader(UUID.randomUUID().toString(), new StreamId("s-9"), "other", null, OrderToken.of(9),
                "T", null, new Cause.ById(UUID.randomUUID().toString()), null, null, null,
                Set.of(EventFlag.ARCHIVED, EventFlag.LINK)));

        EventColumns columns = EventColumns.builder().addAll(headers).build();

        assertThat(IntStream.range(0, columns.size()).mapToObj(columns::header)).containsExactlyElementsOf(headers);
    }

    private static List<String> idsOf(EventColumns columns) {
        return IntStream.range(0, columns.size()).mapToObj(columns::id).toList();
    }

    private static EventHeader header(String id, long position, @Nullable Cause cause) {
        return new EventHeader(id, new StreamId("s-1"), "s", position, OrderToken.of(position), "T", "1", cause, null,
                null, null, Set.of());
    }

    private static EventHeader withOrder(String id, OrderToken order) {
        return new EventHeader(id, new StreamId("s-1"), "s", null, order, "T", "1", null, null, null, null, Set.of());
    }
}
