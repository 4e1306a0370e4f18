package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventLogTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void events_come_back_in_order_with_versions_from_one() {
        StreamId stream = newStream();

        Appended first = append(stream, ExpectedVersion.noStream(), event("A"), event("B"));
        Appended second = append(stream, ExpectedVersion.exactly(2), event("C"));

        assertThat(first.streams()).containsExactly(new Appended.StreamVersions(stream, 1, 2));
        assertThat(second.version()).isEqualTo(3);
        assertThat(second.firstPosition()).isGreaterThan(first.lastPosition());
        assertThat(headers(EventQuery.forward(EventScope.stream(stream), 10))).extracting(EventHeader::type)
                .containsExactly("A", "B", "C");
        assertThat(headers(EventQuery.backward(EventScope.stream(stream), 2))).extracting(EventHeader::version)
                .containsExactly(3L, 2L);
    }

    @Test
    void an_append_at_the_wrong_version_writes_nothing_and_says_what_the_version_is() {
        StreamId stream = newStream();
        append(stream, ExpectedVersion.any(), event("A"));

        assertThatThrownBy(() -> append(stream, ExpectedVersion.exactly(5), event("B")))
                .isInstanceOfSatisfying(StreamVersionConflict.class, conflict -> {
                    assertThat(conflict.expected()).isEqualTo(5);
                    assertThat(conflict.actual()).isEqualTo(1);
                });
        assertThatThrownBy(() -> append(stream, ExpectedVersion.noStream(), event("B")))
                .isInstanceOf(StreamVersionConflict.class);

        assertThat(STORE.reader().findStream(stream)).map(StreamSummary::version).hasValue(1L);
    }

    @Test
    void a_refused_append_to_a_new_stream_leaves_no_empty_stream_behind() {
        StreamId stream = newStream();

        assertThatThrownBy(() -> append(stream, ExpectedVersion.exactly(3), event("A")))
                .isInstanceOf(StreamVersionConflict.class);

        assertThat(STORE.reader().findStream(stream)).isEmpty();
    }

    @Test
    void a_group_of_single_events_is_answered_request_by_request() {
        List<StreamId> streams = IntStream.range(0, 4).mapToObj(_ -> newStream()).toList();
        streams.forEach(stream -> append(stream, ExpectedVersion.any(), event("A")));
        List<AppendRequest> fitting = streams.stream()
                .map(stream -> AppendRequest.of(stream, ExpectedVersion.exactly(1), event("B"))).toList();

        List<Appending.Outcome> first = STORE.appender().appendAll(fitting);
        List<Appending.Outcome> mixed = STORE.appender().appendAll(List.of(fitting.getFirst(),
                AppendRequest.of(streams.get(1), ExpectedVersion.exactly(1), event("late")),
                AppendRequest.of(streams.get(2), ExpectedVersion.exactly(2), event("C"))));

        List<Appended> appended = first.stream().map(EventAppender::answer).toList();
        assertThat(appended).allMatch(one -> one.version() == 2 && !one.repeated());
        assertThat(appended).extracting(Appended::firstPosition).isSorted().doesNotHaveDuplicates();
        assertThat(EventAppender.answer(mixed.getFirst())).isEqualTo(new Appended(appended.getFirst().firstPosition(),
                appended.getFirst().lastPosition(), appended.getFirst().streams(), true));
        assertThat(mixed.get(1)).isInstanceOfSatisfying(Appending.Refused.class,
                refused -> assertThat(refused.why()).isInstanceOf(StreamVersionConflict.class));
        assertThat(EventAppender.answer(mixed.get(2)).version()).isEqualTo(3);
        assertThat(headers(EventQuery.forward(EventScope.stream(streams.get(1)), 10))).extracting(EventHeader::type)
                .containsExactly("A", "B");
        assertThat(streams).allSatisfy(stream -> assertThat(STORE.reader().findStream(stream))
                .map(StreamSummary::version).hasValue(stream.equals(streams.get(2)) ? 3L : 2L));
    }

    @Test
    void one_append_may_span_streams_and_is_all_or_nothing() {
        StreamId one = newStream();
        StreamId two = newStream();
        append(two, ExpectedVersion.any(), event("X"));

        Appended both = STORE.appender().append(AppendRequest.of(
                StreamAppend.of(two, ExpectedVersion.exactly(1), event("B")),
                StreamAppend.of(one, ExpectedVersion.noStream(), event("A"), event("A2"))));
        assertThatThrownBy(() -> STORE.appender().append(AppendRequest.of(
                StreamAppend.of(one, ExpectedVersion.any(), event("C")),
                StreamAppend.of(two, ExpectedVersion.exactly(9), event("D")))))
                .isInstanceOf(StreamVersionConflict.class);

        assertThat(both.streams()).containsExactly(new Appended.StreamVersions(two, 2, 2),
                new Appended.StreamVersions(one, 1, 2));
        assertThat(STORE.reader().countEvents(EventScope.stream(one)).value()).isEqualTo(2);
        assertThat(STORE.reader().countEvents(EventScope.stream(two)).value()).isEqualTo(2);
    }

    @Test
    void an_append_in_the_callers_transaction_is_recorded_only_when_that_commits() {
        StreamId stream = newStream();

        assertThatThrownBy(() -> STORE.database().write(tx -> {
            EventAppender.append(tx, AppendRequest.of(stream, ExpectedVersion.noStream(), event("A")));
            throw new IllegalStateException("changed my mind");
        })).hasMessage("changed my mind");
        Appended later = STORE.database().write(
                tx -> EventAppender.append(tx, AppendRequest.of(stream, ExpectedVersion.noStream(), event("B"))));

        assertThat(later.version()).isEqualTo(1);
        assertThat(headers(EventQuery.forward(EventScope.stream(stream), 10))).extracting(EventHeader::type)
                .containsExactly("B");
    }

    @Test
    void a_conflict_inside_the_callers_transaction_leaves_it_usable() {
        StreamId stream = newStream();

        Appended appended = STORE.database().write(tx -> {
            try {
                EventAppender.append(tx, AppendRequest.of(stream, ExpectedVersion.exactly(7), event("A")));
            } catch (StreamVersionConflict expected) {
                return EventAppender.append(tx, AppendRequest.of(stream, ExpectedVersion.noStream(), event("B")));
            }
            throw new AssertionError("no conflict");
        });

        assertThat(appended.version()).isEqualTo(1);
    }

    @Test
    void an_append_id_stands_for_one_request_also_where_it_is_the_id_of_an_event() {
        StreamId stream = new StreamId("ids-1");
        NewEvent lone = event("A");
        NewEvent second = event("B");
        AppendRequest kept = new AppendRequest(UUID.randomUUID(),
                List.of(StreamAppend.of(stream, ExpectedVersion.any(), event("C"), event("D"))));
        AppendRequest own = AppendRequest.of(stream, ExpectedVersion.any(), lone);
        Appended first = STORE.appender().append(own);
        STORE.appender().append(kept);

        assertThat(own.appendId()).isEqualTo(lone.id());
        assertThat(STORE.appender().append(own))
                .isEqualTo(new Appended(first.firstPosition(), first.lastPosition(), first.streams(), true));
        for (AppendRequest other : List.of(new AppendRequest(kept.appendId(), own.streams()),
                AppendRequest.of(stream, ExpectedVersion.any(), second.withId(kept.appendId())),
                AppendRequest.of(stream, ExpectedVersion.exactly(2), lone),
                new AppendRequest(lone.id(), List.of(StreamAppend.of(stream, ExpectedVersion.any(), second))),
                new AppendRequest(lone.id(), List.of(StreamAppend.of(stream, ExpectedVersion.any(), lone, second))))) {
            assertThatThrownBy(() -> STORE.appender().append(other)).isInstanceOf(AppendIdConflict.class);
            assertThatThrownBy(() -> STORE.database().write(tx -> EventAppender.append(tx, other)))
                    .isInstanceOf(AppendIdConflict.class);
        }
        assertThat(STORE.reader().countEvents(EventScope.stream(stream)).value()).isEqualTo(3);
    }

    @Test
    void a_queue_gives_each_request_its_own_outcome() {
        StreamId stream = newStream();
        StreamId other = newStream();
        NewEvent bad = NewEvent.of("Bad", Payload.json("{not json"));

        List<Object> outcomes = new ArrayList<>();
        try (var executor = java.util.concurrent.Executors.newCachedThreadPool();
                QueuedAppender queue = new QueuedAppender(STORE.appender(), executor)) {
            var answers = List.of(queue.submit(AppendRequest.of(stream, ExpectedVersion.noStream(), event("A"))),
                    queue.submit(AppendRequest.of(stream, ExpectedVersion.exactly(9), event("B"))),
                    queue.submit(AppendRequest.of(other, ExpectedVersion.any(), bad)),
                    queue.submit(AppendRequest.of(stream, ExpectedVersion.exactly(1), event("C"))));
            answers.forEach(answer -> outcomes.add(answer.handle(
                    (appended, failure) -> failure == null ? appended.version() : failure.getClass().getSimpleName())
                    .join()));
        }

        assertThat(outcomes).containsExactly(1L, "StreamVersionConflict", "AppendRefused", 2L);
        assertThat(STORE.reader().findStream(other)).isEmpty();
    }

    @Test
    void events_are_found_by_type_category_correlation_cause_and_the_beginning_of_an_id() {
        StreamId stream = new StreamId("order-" + UUID.randomUUID());
        UUID correlation = UUID.randomUUID();
        NewEvent cause = event("Placed").causedBy(null, correlation);
        NewEvent effect = event("Paid").causedBy(cause.id(), correlation);
        append(stream, ExpectedVersion.any(), cause, effect);
        EventReader reader = STORE.reader();

        EventHeader placed = reader.findEvent(cause.id().toString()).orElseThrow().header();
        EventHeader paid = reader.findEvent(effect.id().toString()).orElseThrow().header();

        assertThat(placed.category()).isEqualTo("order");
        assertThat(reader.findCause(paid)).contains(placed);
        assertThat(reader.findCause(placed)).isEmpty();
        assertThat(reader.readEffects(placed, 10)).containsExactly(paid);
        assertThat(headers(EventQuery.forward(EventScope.correlation(correlation.toString()), 10)))
                .containsExactly(placed, paid);
        assertThat(headers(EventQuery.forward(EventScope.type("Paid"), 10))).containsExactly(paid);
        assertThat(headers(EventQuery.forward(EventScope.category("order"), 10))).containsExactly(placed, paid);
        assertThat(reader.findEventIds(cause.id().toString().substring(0, 8), 5)).containsExactly(placed.id());
        assertThat(reader.findCorrelationIds(correlation.toString().substring(0, 10), 5))
                .containsExactly(correlation.toString());
        assertThat(reader.findEvent("no such id")).isEmpty();
    }

    @Test
    void a_scan_hands_out_every_event_of_its_range_once_in_order() {
        StreamId stream = newStream();
        append(stream, ExpectedVersion.any(), IntStream.range(0, 2_500).mapToObj(i -> event("E" + i))
                .toArray(NewEvent[]::new));
        List<String> types = new ArrayList<>();
        List<Long> versions = new ArrayList<>();

        STORE.reader().scanEvents(EventScope.stream(stream), EventRange.EVERYTHING, e -> types.add(e.type()));
        STORE.reader().scanHeaders(EventScope.stream(stream), EventRange.versions(11, 20),
                e -> versions.add(e.version()));

        assertThat(types).isEqualTo(IntStream.range(0, 2_500).mapToObj(i -> "E" + i).toList());
        assertThat(versions).isEqualTo(IntStream.rangeClosed(11, 20).mapToObj(Long::valueOf).toList());
    }

    @Test
    void streams_are_listed_by_name_page_by_page() {
        String prefix = "page" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            append(new StreamId(prefix + "-" + i), ExpectedVersion.any(), event("A"));
        }
        StreamQuery query = new StreamQuery(prefix, null, null, 3);

        List<StreamSummary> first = STORE.reader().readStreams(query);
        List<StreamSummary> second = STORE.reader().readStreams(query.after(first.getLast()));

        assertThat(first).extracting(s -> s.stream().name()).containsExactly(prefix + "-0", prefix + "-1",
                prefix + "-2");
        assertThat(second).extracting(s -> s.stream().name()).containsExactly(prefix + "-3", prefix + "-4");
        assertThat(STORE.reader().readStreams(new StreamQuery(null, prefix.toUpperCase(java.util.Locale.ROOT) + "-4",
                null, 10))).hasSize(1);
    }

    @Test
    void the_head_is_settled_when_nobody_appends() {
        Appended appended = append(newStream(), ExpectedVersion.any(), event("A"));

        EventReader.Head head = STORE.reader().readHead();

        assertThat(head.last()).isEqualTo(OrderToken.of(appended.lastPosition()));
        assertThat(head.settled()).isEqualTo(OrderToken.of(appended.lastPosition()));
    }

    @Test
    void events_cannot_be_changed_or_deleted_even_by_the_owner() {
        append(newStream(), ExpectedVersion.any(), event("A"));

        for (String sql : List.of("update eventscope.event set type = 'x'", "delete from eventscope.event",
                "truncate eventscope.event")) {
            assertThatThrownBy(() -> STORE.execute(sql)).rootCause().hasMessageContaining("never changed or deleted");
        }
    }

    @Test
    void payloads_come_back_byte_for_byte() {
        StreamId stream = newStream();
        String text = "{ \"a\" : 1,\t\"a\":2, \"n\": 1234567890123456789012345678901234567890, \"e\":1e400, \"\\u0000\": \"\\ud800\"}";

        append(stream, ExpectedVersion.any(), NewEvent.of("A", Payload.json(text)));

        RecordedEvent read = STORE.reader().readEvents(EventQuery.forward(EventScope.stream(stream), 1)).getFirst();
        assertThat(read.payload()).isEqualTo(Payload.json(text));
    }

    private static StreamId newStream() {
        return new StreamId("test-" + UUID.randomUUID());
    }

    private static NewEvent event(String type) {
        return NewEvent.of(type, Payload.json("{}"));
    }

    private static Appended append(StreamId stream, ExpectedVersion expected, NewEvent... events) {
        return STORE.appender().append(AppendRequest.of(stream, expected, events));
    }

    private static List<EventHeader> headers(EventQuery query) {
        return STORE.reader().readHeaders(query);
    }
}
