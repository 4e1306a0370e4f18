package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
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
    void new_events_change_their_row_and_new_streams_come_in_at_their_place() {
        StreamId before = new StreamId("a-1");
        Story.append(STORE.appender(), before, "Opened", List.of("{}"));
        model.reload();
        List<StreamRow> first = List.copyOf(model.rows());

        Story.append(STORE.appender(), new StreamId("a-0"), "Opened", List.of("{}"));
        Story.append(STORE.appender(), before, "Closed", List.of("{}"));
        model.refresh();

        assertThat(first).extracting(row -> row.stream().version()).containsExactly(1L);
        assertThat(model.rows()).extracting(row -> row.stream().stream().name()).containsExactly("a-0", "a-1");
        assertThat(model.rows().getLast().stream().lastType()).isEqualTo("Closed");
    }
}
