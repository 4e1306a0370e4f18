package dev.eventscope.store.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.bench.BrowseStore;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventQuery.Direction;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamFactQuery;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.testkit.ExplainedSource;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// U03: how the server answers what lists ask, on 200,000 events in 20,000 streams, one of them of 20,000. Each statement is
/// explained as it is sent.
class BrowsePlansTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Trials TRIALS = Trials.of("U03", 200_000, 2_000_000);
    private static final int PAGE = 500;
    /// No page may look at more events than this: 25 streams with their newest 200, 120 samples, and a search in halves.
    private static final int MOST_EVENTS = 25 * 400;

    private ExplainedSource source;
    private EventReader reader;

    @BeforeAll
    static void write() {
        BrowseStore.write(STORE.database(), TRIALS.count());
    }

    @BeforeEach
    void open() {
        source = new ExplainedSource(STORE.database().dataSource());
        reader = new NativeLayout().open(Database.over(STORE.spec(), Access.READ_ONLY, source));
        source.take();
    }

    @Test
    void pages_of_streams_follow_indexes_forward_and_backward() {
        for (Direction direction : Direction.values()) {
            for (String beyond : new String[]{null, BrowseStore.stream(TRIALS.count() / 20).name()}) {
                StreamQuery query = new StreamQuery(null, null, null, beyond, direction, 200);
                reader.pageStreams(query);
                reader.pageStreams(new StreamQuery("payment", null, null, beyond, direction, 200));
                reader.pageStreams(query.withPrefix("order-0001"));
                reader.pageStreams(new StreamQuery(null, "77", null, beyond, direction, 200));
                reader.pageStreams(new StreamQuery("order", "nowhere", null, beyond, direction, 200));
            }
        }
        reader.findStreams(List.of(BrowseStore.LONG, BrowseStore.stream(7)));

        assertThat(source.take()).hasSize(28).allSatisfy(BrowsePlansTest::isBounded);
    }

    @Test
    void pages_of_events_follow_indexes_forward_and_backward_whatever_the_scope() {
        List<EventScope> scopes = List.of(EventScope.all(), EventScope.type("StepFailed"), EventScope.type("Changed"),
                EventScope.category("order"), EventScope.category("nowhere"),
                EventScope.correlation(reader.readHeaders(EventQuery.forward(EventScope.all(), 1)).getFirst()
                        .correlationId()));
        OrderToken middle = OrderToken.of(TRIALS.count() / 2);
        for (Direction direction : Direction.values()) {
            for (EventScope scope : scopes) {
                for (EventRange range : List.of(EventRange.EVERYTHING, EventRange.after(middle),
                        EventRange.upTo(middle))) {
                    reader.readHeaders(new EventQuery(scope, range, direction, PAGE));
                    reader.readEvents(new EventQuery(scope, range, direction, PAGE));
                }
            }
        }

        assertThat(source.take()).hasSize(2 * 6 * 6 + 1).allSatisfy(BrowsePlansTest::isBounded);
    }

    @Test
    void a_long_stream_pages_from_both_ends_and_from_its_middle() {
        EventScope scope = EventScope.stream(BrowseStore.LONG);
        long middle = TRIALS.count() / 20;
        for (Direction direction : Direction.values()) {
            for (EventRange range : List.of(EventRange.EVERYTHING, EventRange.versions(middle, Long.MAX_VALUE),
                    EventRange.versions(0, middle))) {
                List<EventHeader> page = reader.readHeaders(new EventQuery(scope, range, direction, PAGE));
                assertThat(page).hasSize(PAGE);
            }
        }

        assertThat(source.take()).hasSize(6).allSatisfy(BrowsePlansTest::isBounded);
    }

    @Test
    void what_rows_show_beyond_themselves_is_read_for_all_of_them_at_once() {
        List<StreamId> streams = new ArrayList<>(List.of(BrowseStore.LONG));
        for (int i = 0; i < 24; i++) {
            streams.add(BrowseStore.stream(i));
        }
        for (EventClock clock : EventClock.values()) {
            reader.readStreamFacts(new StreamFactQuery(streams, clock, Instant.parse("2026-01-01T00:00:00Z"),
                    Duration.ofDays(1), 30, List.of("Failed")));
        }
        List<EventHeader> page = reader.readHeaders(EventQuery.backward(EventScope.all(), 50));
        reader.readLinks(page, 10);
        reader.readEvents(page.stream().map(EventHeader::id).toList());

        assertThat(source.take()).hasSize(8).allSatisfy(BrowsePlansTest::isBounded);
    }

    @Test
    void names_and_counts_never_pass_over_the_events() {
        reader.readTypeNames(1_000);
        reader.readCategories();
        reader.countEvents(EventScope.type("StepFailed"));
        reader.countEvents(EventScope.category("nowhere"));
        reader.countEvents(EventScope.stream(BrowseStore.LONG));

        assertThat(source.take()).allSatisfy(explained -> {
            assertThat(misuse(explained, LogCounts.MOST_COUNTED + 1)).isEmpty();
        });
    }

    @Test
    void a_scan_takes_its_slices_along_an_index() {
        for (Direction direction : Direction.values()) {
            for (EventScope scope : List.of(EventScope.all(), EventScope.type("Changed"),
                    EventScope.category("order"))) {
                LogQuery query = LogQuery.of(scope, EventRange.EVERYTHING, direction);
                Database.over(STORE.spec(), Access.READ_ONLY, source).readByIndex(tx -> tx.query(
                        query.select(LogRows.EVENT_COLUMNS, LogScans.FIRST_PAGE.rows()),
                        row -> row.longValue("position"),
                        query.values()));
            }
        }

        assertThat(source.take()).hasSize(6).allSatisfy(BrowsePlansTest::isBounded);
    }

    @Test
    void a_query_without_an_index_is_caught() {
        Database database = Database.over(STORE.spec(), Access.READ_ONLY, source);
        List<String> careless = List.of(
                "select position from eventscope.event where occurred_at > '2026-06-01' order by occurred_at limit 500",
                "select position from eventscope.event order by position offset 100000 limit 500",
                "select version from eventscope.event where stream = '%s' and position > 150000 order by version limit 500"
                        .formatted(BrowseStore.LONG.name()),
                "select name from eventscope.stream order by last_at desc limit 200",
                "select count(*) as position from eventscope.event");
        for (String sql : careless) {
            database.read(tx -> tx.query(sql, _ -> 0));
        }

        assertThat(source.take()).hasSize(careless.size())
                .allSatisfy(explained -> assertThat(misuse(explained, MOST_EVENTS)).as(explained.sql()).isNotEmpty());
    }

    private static void isBounded(ExplainedSource.Explained explained) {
        assertThat(misuse(explained, MOST_EVENTS)).as(explained.sql() + "\n" + explained.plan()).isEmpty();
    }

    /// What is wrong with a plan.
    private static List<String> misuse(ExplainedSource.Explained explained, int mostEvents) {
        List<String> wrong = new ArrayList<>();
        if (explained.sql().toLowerCase(Locale.ROOT).contains("offset ")) {
            wrong.add("pages by offset");
        }
        look(plan(explained), wrong, mostEvents);
        return wrong;
    }

    private static JsonNode plan(ExplainedSource.Explained explained) {
        try {
            return Json.read(explained.plan()).path(0).path("Plan");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void look(JsonNode node, List<String> wrong, int mostEvents) {
        String table = node.path("Relation Name").asText();
        String kind = node.path("Node Type").asText();
        if (table.equals("event") || table.equals("stream")) {
            double loops = node.path("Actual Loops").asDouble();
            double looked = loops
                    * (node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble()
                            + node.path("Rows Removed by Index Recheck").asDouble());
            if (kind.equals("Seq Scan") || kind.startsWith("Bitmap")) {
                wrong.add(kind + " on " + table);
            }
            if (looked > (table.equals("event") ? mostEvents : LogStreams.MOST_LOOKED)) {
                wrong.add(kind + " looks at " + looked + " rows of " + table);
            }
        }
        node.path("Plans").forEach(child -> look(child, wrong, mostEvents));
    }
}
