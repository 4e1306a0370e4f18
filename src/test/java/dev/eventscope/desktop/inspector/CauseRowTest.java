package dev.eventscope.desktop.inspector;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;

import static org.assertj.core.api.Assertions.assertThat;

class CauseRowTest {

    @Test
    void a_long_run_within_one_stream_is_folded_between_its_ends() {
        List<CauseRow> rows = CauseRow.of(chain("sync", "sync", "sync", "sync", "sync", "commit"));

        assertThat(rows).hasSize(4);
        assertThat(rows.get(1)).isInstanceOfSatisfying(CauseRow.More.class,
                more -> assertThat(more.events()).hasSize(3));
    }

    @Test
    void a_short_run_stays_open() {
        assertThat(CauseRow.of(chain("sync", "sync", "sync", "commit"))).hasSize(4)
                .allSatisfy(row -> assertThat(row).isInstanceOf(CauseRow.Of.class));
    }

    @Test
    void a_cause_that_is_missing_ends_the_list() {
        CauseChain chain = new CauseChain(List.of(), "9c41", false);

        assertThat(CauseRow.of(chain)).containsExactly(new CauseRow.Missing("9c41"));
    }

    private static CauseChain chain(String... streams) {
        return new CauseChain(Stream.of(streams).map(CauseRowTest::event).toList(), "", false);
    }

    private static EventHeader event(String stream) {
        return new EventHeader("id", new StreamId(stream), stream, 1L, OrderToken.of(1), "Type", "1", null, null, null,
                null,
                Set.of());
    }
}
