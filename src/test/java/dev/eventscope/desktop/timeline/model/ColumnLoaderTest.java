package dev.eventscope.desktop.timeline.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.HeaderPage;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnLoaderTest {

    private final HeaderPage.Words words = new HeaderPage.Words();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void pages_in_turn_make_the_columns_that_all_headers_at_once_make(long seed) {
        Random random = new Random(seed);
        List<EventHeader> headers = headers(random, 3_000);
        EventColumns whole = EventColumns.builder().addAll(headers).build();
        ColumnLoader loader = new ColumnLoader();

        int from = 1_500;
        int to = 1_500;
        while (from > 0 || to < headers.size()) {
            int size = random.nextInt(400);
            if (from > 0 && (random.nextBoolean() || to == headers.size())) {
                loader.prepend(page(headers.subList(Math.max(0, from - size), from)));
                from = Math.max(0, from - size);
            } else {
                int end = Math.min(headers.size(), to + size);
                loader.append(page(headers.subList(to, end)));
                to = end;
            }
        }
        loader.closeLate();

        EventColumns columns = loader.columns();
        assertThat(headersOf(columns)).isEqualTo(headers);
        assertThat(causesOf(columns)).isEqualTo(causesOf(whole));
        assertThat(new Effects(columns).effects(0, 100, 1_000)).isEqualTo(new Effects(whole).effects(0, 100, 1_000));
    }

    @Test
    void what_was_read_again_is_there_once() {
        List<EventHeader> headers = headers(new Random(9), 300);
        ColumnLoader loader = new ColumnLoader();
        loader.append(page(headers.subList(0, 250)));

        loader.keepFirst(loader.rowAfter(200));
        loader.append(page(headers.subList(200, 300)));

        assertThat(headersOf(loader.columns())).isEqualTo(headers);
    }

    @Test
    void a_cause_out_of_reach_is_missing_by_its_id_until_it_comes() {
        EventHeader cause = header(new Random(1), 1, null);
        EventHeader effect = header(new Random(2), 2, new Cause.ById(cause.id()));
        ColumnLoader loader = new ColumnLoader();
        loader.append(page(List.of(effect)));
        EventColumns before = loader.columns();

        loader.prepend(page(List.of(cause)));

        assertThat(before.causeOf(0)).isEqualTo(EventColumns.MISSING);
        assertThat(before.header(0)).isEqualTo(effect);
        assertThat(loader.columns().causeOf(1)).isEqualTo(0);
    }

    /// Most have a cause near before them; a few one that comes later, or never.
    private static List<EventHeader> headers(Random random, int count) {
        List<EventHeader> headers = new ArrayList<>();
        String later = new UUID(random.nextLong(), random.nextLong()).toString();
        for (int i = 0; i < count; i++) {
            String cause = switch (random.nextInt(10)) {
                case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
                case 1 -> later;
                case 2, 3, 4, 5 -> headers.isEmpty() ? null : headers.get(random.nextInt(headers.size())).id();
                default -> null;
            };
            EventHeader header = header(random, i + 1L, cause == null ? null : new Cause.ById(cause));
            headers.add(i == count / 3 ? withId(header, later) : header);
        }
        return headers;
    }

    private static EventHeader header(Random random, long position, @Nullable Cause cause) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        String correlation = random.nextInt(3) == 0 ? null : new UUID(random.nextInt(50), 7).toString();
        String category = "c" + random.nextInt(4);
        int stream = random.nextInt(60);
        return new EventHeader(id, new StreamId("c" + stream % 4 + "-" + stream), "c" + stream % 4, position,
                OrderToken.of(position), category + "Type", "" + (1 + random.nextInt(3)), cause, correlation,
                Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000), 1_000L * random.nextInt(1_000_000)),
                Instant.ofEpochSecond(1_800_000_000L + position, 5_000), Set.of());
    }

    private static EventHeader withId(EventHeader header, String id) {
        return new EventHeader(id, header.stream(), header.category(), header.version(), header.order(), header.type(),
                header.schemaVersion(), null, header.correlationId(), header.occurredAt(), header.recordedAt(),
                header.flags());
    }

    private HeaderPage page(List<EventHeader> headers) {
        HeaderPage page = new HeaderPage(words, headers.size());
        headers.forEach(page::add);
        return page.sealed();
    }

    private static List<EventHeader> headersOf(EventColumns columns) {
        return IntStream.range(0, columns.size()).mapToObj(columns::header).toList();
    }

    private static List<Integer> causesOf(EventColumns columns) {
        return IntStream.range(0, columns.size()).mapToObj(columns::causeOf).toList();
    }
}
