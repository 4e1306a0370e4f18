package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class StreamRefreshTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final StreamListModel model = new StreamListModel(workspace);

    @BeforeEach
    void open() {
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
    }

    @Test
    void new_events_change_their_row_and_new_streams_wait_until_they_are_taken_in() {
        StreamId before = new StreamId("a-1");
        Story.append(STORE.appender(), before, "Opened", List.of("{}"));
        workspace.tail().ask();
        model.reload();
        List<StreamRow> first = List.copyOf(model.rows());

        Story.append(STORE.appender(), new StreamId("a-0"), "Opened", List.of("{}"));
        Story.append(STORE.appender(), before, "Closed", List.of("{}"));
        model.refresh();

        assertThat(first).extracting(row -> row.stream().version()).containsExactly(1L);
        assertThat(names()).containsExactly("a-1");
        assertThat(model.rows().getFirst().stream().lastType()).isEqualTo("Closed");
        assertThat(model.newRowsProperty().get()).isEqualTo(1);

        List<String> taken = new ArrayList<>();
        model.takeNew(row -> taken.add(row.stream().stream().name()));

        assertThat(taken).containsExactly("a-0");
        assertThat(names()).containsExactly("a-0", "a-1");
        assertThat(model.newRowsProperty().get()).isZero();
    }

    @Test
    void the_first_streams_of_an_empty_store_are_seen_to_come() {
        workspace.tail().ask();
        model.filter(filter("stream:b-*"));
        assertThat(names()).isEmpty();

        Story.append(STORE.appender(), new StreamId("b-1"), "Opened", List.of("{}"));
        Story.append(STORE.appender(), new StreamId("c-1"), "Opened", List.of("{}"));
        model.refresh();
        model.takeNew(_ -> {});

        assertThat(names()).containsExactly("b-1");
    }

    @Test
    void a_scan_counts_what_matches_meanwhile_and_goes_on_where_it_ended() {
        StreamId stream = new StreamId("d-1");
        Story.append(STORE.appender(), stream, "Paid", List.of("{\"sum\":5}", "{\"sum\":50}"));
        model.filter(filter("stream:d-* data.sum>10"));
        assertThat(model.rows()).extracting(StreamRow::matches).containsExactly(1L);

        Story.append(STORE.appender(), stream, "Paid", List.of("{\"sum\":60}", "{\"sum\":1}"));
        Story.append(STORE.appender(), new StreamId("d-0"), "Paid", List.of("{\"sum\":70}"));
        model.refresh();

        assertThat(model.newRowsProperty().get()).isEqualTo(2);
        assertThat(model.rows()).extracting(StreamRow::matches).containsExactly(1L);

        model.takeNew(_ -> {});

        assertThat(names()).as("rows keep their places").containsExactly("d-1", "d-0");
        assertThat(model.rows()).extracting(StreamRow::matches).containsExactly(2L, 1L);
    }

    private static StreamFilter filter(String text) {
        return new StreamFilter(Filter.parse(text, Clock.systemUTC()));
    }

    private List<String> names() {
        return model.rows().stream().map(row -> row.stream().stream().name()).toList();
    }
}
