package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class EventListModelTest {

    private static final StreamId LONG = new StreamId("ledger-1");

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());
    private final EventListModel model = new EventListModel(workspace, new PinnedFields(workspace));

    @BeforeAll
    static void write() {
        Story.writeTo(STORE.appender());
        Story.append(STORE.appender(), LONG, "Booked",
                IntStream.rangeClosed(1, 2_000).mapToObj(i -> "{\"amount\":" + i + "}").toList());
    }

    @BeforeEach
    void open() {
        workspace.open(new Session("test", "PostgreSQL", STORE.store()));
    }

    @Test
    void a_short_stream_is_there_at_once() {
        model.show(Story.SYNC, null);

        assertThat(model.events()).extracting(EventHeader::type).containsExactly("SagaStarted", "StepStarted",
                "StepFailed");
        assertThat(model.factProperty().get()).isEqualTo("3 events");
    }

    @Test
    void a_long_stream_is_opened_round_the_version_looked_at_and_grows_both_ways() {
        model.show(LONG, 1_500L);
        assertThat(versions()).containsExactlyElementsOf(LongStream.range(1_400, 1_900).boxed().toList());

        model.moreAtEnd();
        model.moreAtStart();

        assertThat(versions()).containsExactlyElementsOf(LongStream.rangeClosed(900, 2_000).boxed().toList());
        assertThat(model.factProperty().get()).isEqualTo("1,101 of 2,000 events");
    }

    @Test
    void new_events_are_appended_and_nothing_moves() {
        StreamId stream = new StreamId("order-9");
        Story.append(STORE.appender(), stream, "OrderPlaced", List.of("{}"));
        model.show(stream, null);

        Story.append(STORE.appender(), stream, "OrderPaid", List.of("{}"));
        model.moreAtEnd();

        assertThat(model.events()).extracting(EventHeader::type).containsExactly("OrderPlaced", "OrderPaid");
    }

    @Test
    void a_filter_about_events_hides_those_that_do_not_answer_it() {
        model.show(Story.SYNC, null);

        model.filter(filter("type:Step*"));

        assertThat(model.events()).extracting(EventHeader::type).containsExactly("StepStarted", "StepFailed");
        assertThat(model.factProperty().get()).isEqualTo("2 of 3 events match");
        model.filter(filter("sync"));
        assertThat(model.factProperty().get()).as("a name chooses streams only").isEqualTo("3 events");
    }

    @Test
    void a_filter_about_payloads_looks_on_until_it_has_found_some() {
        model.filter(filter("data.amount>1999"));

        model.show(LONG, null);

        assertThat(versions()).containsExactly(2_000L);
        assertThat(model.factProperty().get()).isEqualTo("1 of 2,000 events match");
    }

    private static StreamFilter filter(String text) {
        return new StreamFilter(Filter.parse(text, Clock.systemUTC()));
    }

    @Test
    void details_are_read_when_a_row_asks_for_them() {
        model.show(Story.SYNC, null);
        EventHeader failed = model.events().getLast();

        EventDetails details = details(failed);

        assertThat(details.summary()).isEqualTo("git, attempt 1, RemoteNotFound");
        assertThat(details.actor()).isEqualTo("Mara Lindqvist");
        assertThat(details.cause()).isEqualTo(model.events().get(1));
        assertThat(details.effects()).isZero();
    }

    /// The first asking has them read; without a toolkit that happens at once.
    private EventDetails details(EventHeader event) {
        model.details().of(event);
        EventDetails details = model.details().of(event);
        assertThat(details).isNotNull();
        return details;
    }

    private List<Long> versions() {
        return model.events().stream().map(EventHeader::version).toList();
    }
}
