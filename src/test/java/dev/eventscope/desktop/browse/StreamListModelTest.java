package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.StreamFacts;
import dev.eventscope.store.StreamSummary;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class StreamListModelTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final StreamListModel model = new StreamListModel(workspace);

    @BeforeAll
    static void write() {
        Story.writeTo(STORE.appender());
        for (int i = 0; i < 450; i++) {
            Story.append(STORE.appender(), new StreamId(String.format("order-%04d", i)), "OrderPlaced",
                    List.of("{\"total\":" + i + "}"));
        }
    }

    @BeforeEach
    void open() {
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
    }

    @Test
    void the_list_pages_by_name_until_its_end() {
        model.reload();
        assertThat(model.rows()).hasSize(200);
        assertThat(model.factProperty().get()).isEqualTo("first 200 of 454 streams");

        model.more();
        model.more();
        model.more();

        assertThat(names()).hasSize(454).isSorted().doesNotHaveDuplicates();
        assertThat(model.factProperty().get()).isEqualTo("454 streams");
    }

    @Test
    void a_filter_on_names_pages_too() {
        filter("stream:order-00*");

        assertThat(names()).containsExactlyElementsOf(
                IntStream.range(0, 100).mapToObj(i -> String.format("order-%04d", i)).toList());
        assertThat(model.factProperty().get()).isEqualTo("100 of 454 streams");
        assertThat(model.scannedProperty().get()).isFalse();
    }

    @Test
    void a_filter_on_events_scans_and_counts_matches() {
        filter("data.total>=448");

        assertThat(model.rows()).extracting(row -> row.stream().stream().name(), StreamRow::matches)
                .containsExactly(tuple("order-0449", 1L),
                        tuple("order-0448", 1L));
        assertThat(model.factProperty().get()).isEqualTo("2 events of 457 in 2 streams");
        assertThat(model.scanningProperty().get()).isFalse();
    }

    @Test
    void an_empty_list_says_of_how_many_and_what_was_perhaps_meant() {
        filter("type:StepFaild after:-1h");

        assertThat(model.rows()).isEmpty();
        assertThat(model.emptyTextProperty().get()).isEqualTo("0 of 457 events match");
        assertThat(model.betterFilter()).isEqualTo("type:StepFailed after:-1h");
    }

    @Test
    void failures_both_ends_and_activity_are_read_for_the_rows_that_ask() {
        RowFacts<StreamSummary, StreamFacts> facts = new RowFacts<>(workspace, 10,
                new StreamActivity(Clock.systemUTC()));
        filter("stream:sync-*");
        StreamSummary stream = model.rows().getFirst().stream();

        facts.of(stream);

        StreamFacts found = facts.of(stream);
        assertThat(found.failures()).isEqualTo(1);
        assertThat(found.failuresWhole()).isTrue();
        assertThat(found.firstAt()).isBefore(found.lastAt());
        assertThat(found.activity()).hasSize(30).endsWith(3L);
        assertThat(found.activityExact()).isTrue();
    }

    @Test
    void a_stream_beyond_the_first_page_is_brought_in() {
        List<String> found = new ArrayList<>();
        model.reload();

        model.reveal(Story.SYNC, row -> found.add(row.stream().lastType()));

        assertThat(found).containsExactly("StepFailed");
    }

    private void filter(String text) {
        model.filter(new StreamFilter(Filter.parse(text, Clock.systemUTC())));
    }

    private List<String> names() {
        return model.rows().stream().map(row -> row.stream().stream().name()).toList();
    }
}
