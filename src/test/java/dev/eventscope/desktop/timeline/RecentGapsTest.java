package dev.eventscope.desktop.timeline;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.HeaderPage;

import static org.assertj.core.api.Assertions.assertThat;

class RecentGapsTest {

    private final RecentGaps gaps = new RecentGaps();

    @Test
    void the_first_gap_is_where_to_read_again() {
        gaps.look(10, page(11, 12, 15, 16, 19));

        assertThat(gaps.first()).isEqualTo(12);
        assertThat(gaps.isKnown(page(15, 16, 19))).isTrue();
        assertThat(gaps.isKnown(page(14, 15, 16, 19))).isFalse();
    }

    @Test
    void a_gap_that_was_filled_is_none_any_more() {
        gaps.look(10, page(11, 13));
        gaps.look(11, page(12, 13));

        assertThat(gaps.first()).isNull();
    }

    @Test
    void a_gap_that_stays_is_left_alone_in_the_end() {
        gaps.look(10, page(11, 13));
        for (int look = 1; look <= RecentGaps.LOOKS; look++) {
            assertThat(gaps.first()).isEqualTo(11);
            gaps.look(11, page(13));
        }

        assertThat(gaps.first()).isNull();
    }

    @Test
    void a_gap_far_below_the_end_is_left_alone() {
        gaps.look(0, page(1, 3, 3 + RecentGaps.REACH));

        assertThat(gaps.first()).isEqualTo(3);
    }

    private static HeaderPage page(long... positions) {
        HeaderPage page = new HeaderPage(new HeaderPage.Words(), positions.length);
        LongStream.of(positions).mapToObj(RecentGapsTest::header).forEach(page::add);
        return page;
    }

    private static EventHeader header(long position) {
        StreamId stream = new StreamId("order-1");
        return new EventHeader(new UUID(0, position).toString(), stream, "order", position, OrderToken.of(position),
                "Placed", "1", null, null, Instant.EPOCH, Instant.EPOCH, Set.of());
    }
}
