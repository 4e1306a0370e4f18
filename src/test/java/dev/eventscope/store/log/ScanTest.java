package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Copied;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class ScanTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_scan_brings_what_pages_bring() {
        StreamId stream = newStream("same");
        append(stream, IntStream.range(0, 300).mapToObj(i -> NewEvent
                .of("Typ-ä" + i % 7, Payload.json("{\"n\": " + i + ", \"text\": \"→ ü\"}"))
                .causedBy(i % 2 == 0 ? UUID.randomUUID() : null, i % 3 == 0 ? UUID.randomUUID() : null)));

        List<RecordedEvent> scanned = scan(EventScope.stream(stream), EventRange.EVERYTHING);
        List<EventHeader> headers = new ArrayList<>();
        STORE.reader().scanHeaders(EventScope.stream(stream), EventRange.EVERYTHING, headers::add);

        assertThat(scanned).isEqualTo(STORE.reader().readEvents(EventQuery.forward(EventScope.stream(stream), 1_000)));
        assertThat(headers).isEqualTo(scanned.stream().map(RecordedEvent::header).toList());
    }

    @Test
    void a_name_is_never_taken_for_a_part_of_the_query() {
        for (String name : List.of("quote-'; drop schema eventscope cascade; --", "slash-\\'", "mark-?-$1-%s", "two-''",
                "e-\\u0041")) {
            StreamId stream = new StreamId(name);
            append(stream, Stream.of(event("{}"), event("{}")));

            assertThat(scan(EventScope.stream(stream), EventRange.EVERYTHING)).extracting(RecordedEvent::stream)
                    .containsExactly(stream, stream);
            assertThat(scan(EventScope.category(stream.conventionalCategory()), EventRange.EVERYTHING)).hasSize(2);
        }
    }

    @Test
    void ranges_bound_a_scan() {
        StreamId stream = newStream("range");
        append(stream, IntStream.range(0, 10).mapToObj(_ -> event("{}")));
        List<RecordedEvent> all = scan(EventScope.stream(stream), EventRange.EVERYTHING);

        assertThat(scan(EventScope.stream(stream), EventRange.versions(3, 5))).isEqualTo(all.subList(2, 5));
        assertThat(scan(EventScope.stream(stream),
                new EventRange.Orders(all.get(1).header().order(), all.get(8).header().order())))
                .isEqualTo(all.subList(2, 9));
    }

    @Test
    void a_page_that_outgrows_its_bound_is_cut_and_the_next_one_goes_on_behind_it() {
        StreamId stream = newStream("large");
        String large = "\"" + "x".repeat(400_000) + "\"";
        for (int i = 0; i < 6; i++) {
            append(stream, IntStream.range(0, 20).mapToObj(_ -> event(large)));
        }

        Copied<Long> cut = STORE.database().copy(
                "select version from eventscope.event where stream = ? order by version",
                60, row -> row.longValue(), stream.name());
        List<RecordedEvent> scanned = scan(EventScope.stream(stream), EventRange.EVERYTHING);

        assertThat(cut.cut()).isTrue();
        assertThat(cut.rows()).startsWith(1L, 2L).hasSizeLessThan(10);
        assertThat(scanned).extracting(event -> event.header().version())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 120).mapToObj(Long::valueOf).toList());
        assertThat(scan(EventScope.stream(stream), EventRange.versions(1, 2))).hasSize(2);
    }

    /// What is appended while the first event is handled can only come where the last stream is read after that.
    @Test
    void many_short_streams_are_read_in_pages_that_are_bounded_by_weight() {
        String large = "\"" + "x".repeat(1_000_000) + "\"";
        List<StreamId> streams = IntStream.range(0, 24).mapToObj(i -> new StreamId("heavy-%02d".formatted(i))).toList();
        streams.forEach(stream -> append(stream, Stream.of(event(large), event("{}"))));
        List<EventHeader> scanned = new ArrayList<>();

        STORE.reader().scanByStream("heavy", null, event -> {
            if (scanned.isEmpty()) {
                append(streams.getLast(), Stream.of(event("{}")));
            }
            scanned.add(event.header());
        });

        assertThat(scanned).extracting(EventHeader::stream, EventHeader::version)
                .startsWith(tuple(streams.get(0), 1L), tuple(streams.get(0), 2L), tuple(streams.get(1), 1L))
                .hasSize(49).doesNotHaveDuplicates().endsWith(tuple(streams.getLast(), 3L));
    }

    @Test
    void a_page_of_light_short_streams_that_is_full_is_gone_on_with() {
        List<StreamId> streams = IntStream.range(0, 1_300).mapToObj(i -> new StreamId("light-%04d".formatted(i)))
                .toList();
        new EventAppender(STORE.database()).appendAll(
                streams.stream().map(stream -> AppendRequest.of(stream, ExpectedVersion.any(), event("{}"))).toList());
        List<StreamId> scanned = new ArrayList<>();

        STORE.reader().scanByStream("light", null, event -> {
            if (scanned.isEmpty()) { // more than was known when the streams were listed
                append(streams.get(1_299), IntStream.range(0, 900).mapToObj(_ -> event("{}")));
            }
            scanned.add(event.stream());
        });

        assertThat(scanned.stream().distinct()).containsExactlyElementsOf(streams);
        assertThat(scanned).hasSize(1_300 + 900);
    }

    @Test
    void a_cancelled_scan_ends_and_leaves_the_connection_usable() {
        StreamId stream = newStream("cancelled");
        append(stream, IntStream.range(0, 10).mapToObj(_ -> event("{}")));
        Cancellation cancellation = new Cancellation();

        assertThatThrownBy(() -> cancellation.call(() -> STORE.database().copy(
                "select version, repeat('x', 100000), pg_sleep(1) from eventscope.event where stream = ? order by version",
                Long.MAX_VALUE, row -> {
                    cancellation.cancel();
                    return row.longValue();
                }, stream.name()))).isInstanceOf(ReadCancelled.class);

        assertThat(scan(EventScope.stream(stream), EventRange.EVERYTHING)).hasSize(10);
    }

    private static List<RecordedEvent> scan(EventScope scope, EventRange range) {
        List<RecordedEvent> events = new ArrayList<>();
        STORE.reader().scanEvents(scope, range, events::add);
        return events;
    }

    private static NewEvent event(String payload) {
        return NewEvent.of("Scanned", Payload.json(payload));
    }

    private static StreamId newStream(String category) {
        return new StreamId(category + "-" + UUID.randomUUID());
    }

    private static void append(StreamId stream, Stream<NewEvent> events) {
        new EventAppender(STORE.database())
                .append(AppendRequest.of(stream, ExpectedVersion.any(), events.toArray(NewEvent[]::new)));
    }
}
