package dev.eventscope.desktop.browse;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.StreamId;
import dev.eventscope.store.StreamSummary;

import static org.assertj.core.api.Assertions.assertThat;

class StreamRowsTest {

    private final StreamRows rows = new StreamRows();

    @Test
    void a_row_is_put_in_where_the_store_has_it() {
        show(true, true, "a-1", "a-3", "b-\uFFFD");

        assertThat(rows.putIn(row("a-2", 1))).isTrue();
        assertThat(rows.putIn(row("a-2", 1))).as("only once").isFalse();
        assertThat(rows.putIn(row("b-\uD83D\uDE00", 1))).as("by code points, not by chars").isTrue();

        assertThat(names()).containsExactly("a-1", "a-2", "a-3", "b-\uFFFD", "b-\uD83D\uDE00");
    }

    @Test
    void what_lies_beyond_the_part_that_is_shown_is_left_to_scrolling() {
        show(false, false, "b", "d");

        assertThat(rows.putIn(row("a", 1))).isFalse();
        assertThat(rows.putIn(row("e", 1))).isFalse();
        assertThat(rows.putIn(row("c", 1))).isTrue();

        assertThat(names()).containsExactly("b", "c", "d");
    }

    @Test
    void what_changed_is_put_in_its_place_and_keeps_its_matches() {
        rows.showFound(List.of(new StreamRow(summary("b", 1), 3), new StreamRow(summary("a", 1), 7)));

        rows.putInPlace(List.of(summary("a", 2), summary("z", 1)));

        assertThat(rows.list()).containsExactly(new StreamRow(summary("b", 1), 3),
                new StreamRow(summary("a", 2), 7));
        assertThat(rows.indexOf(new StreamId("a"))).isEqualTo(1);
        assertThat(rows.indexOf(new StreamId("z"))).isEqualTo(-1);
    }

    @Test
    void what_a_scan_finds_later_stands_below() {
        rows.showFound(List.of(row("b", 1)));

        rows.showFound(List.of(row("b", 2), row("a", 1)));

        assertThat(names()).containsExactly("b", "a");
        assertThat(rows.list().getFirst().stream().version()).isEqualTo(2);
    }

    private void show(boolean isStart, boolean isEnd, String... names) {
        List<StreamRow> shown = Stream.of(names).map(name -> row(name, 1)).toList();
        rows.window().show(new RowWindow.Page<>(shown, names[0], names[names.length - 1], isEnd), isStart, isEnd);
    }

    private List<String> names() {
        return rows.list().stream().map(StreamPages::nameOf).toList();
    }

    private static StreamRow row(String name, long version) {
        return new StreamRow(summary(name, version), 0);
    }

    private static StreamSummary summary(String name, long version) {
        return new StreamSummary(new StreamId(name), "a", version, null, Instant.EPOCH, Instant.EPOCH, "Opened");
    }
}
