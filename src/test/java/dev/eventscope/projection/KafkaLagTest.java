package dev.eventscope.projection;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// The lag of feeds whose place is in Kafka: what the inbox has not, whatever the scope. No broker is asked.
class KafkaLagTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void over_a_type_it_counts_the_events_of_the_type_that_are_not_handled() {
        Projection projection = registered("types", EventScope.type("Priced"));
        List<RecordedEvent> priced = append("types", "Priced", null, 5);
        append("types", "Stocked", null, 4);

        handle(projection, priced.subList(0, 2));
        handle(projection, priced.subList(3, 4));

        assertThat(status("types").feed()).isEqualTo(ProjectionStatus.Feed.KAFKA);
        assertThat(status("types").lagEvents()).isEqualTo(2);
        assertThat(status("types").lag()).isPositive();
        handle(projection, List.of(priced.get(2), priced.get(4)));
        assertThat(status("types").lagEvents()).isZero();
        assertThat(status("types").lag()).isEqualTo(Duration.ZERO);
    }

    @Test
    void over_a_correlation_it_counts_the_events_of_it_that_are_not_handled() {
        UUID correlation = UUID.randomUUID();
        Projection projection = registered("related", EventScope.correlation(correlation.toString()));
        List<RecordedEvent> related = append("related", "Related", correlation, 3);
        append("related", "Related", UUID.randomUUID(), 3);

        handle(projection, related.subList(0, 2));

        assertThat(status("related").lagEvents()).isEqualTo(1);
    }

    @Test
    void what_is_before_the_start_of_a_feed_is_no_lag_of_it() {
        List<RecordedEvent> before = append("begun", "Begun", null, 3);
        long start = before.getLast().header().order().position();
        register(Projection.handler("begun-type", EventScope.type("Begun"), (_, _) -> {}).startingAfter(start));
        register(Projection.handler("begun-category", EventScope.category("begun"), (_, _) -> {})
                .startingAfter(start));

        append("begun", "Begun", null, 2);

        assertThat(status("begun-type").lagEvents()).isEqualTo(2);
        assertThat(status("begun-category").lagEvents()).isEqualTo(2);
    }

    private static Projection registered(String name, EventScope scope) {
        return register(Projection.handler(name, scope, (_, _) -> {}));
    }

    private static Projection register(Projection projection) {
        new Generations(STORE.database(), projection).register("kafka");
        return projection;
    }

    private static void handle(Projection projection, List<RecordedEvent> events) {
        int handler = new Generations(STORE.database(), projection).read().getFirst().handler();
        STORE.database().write(tx -> new Inbox(handler).record(tx, events));
    }

    private static List<RecordedEvent> append(String stream, String type, UUID correlation, int count) {
        StreamId id = new StreamId(stream + "-" + UUID.randomUUID());
        for (int i = 0; i < count; i++) {
            STORE.appender().append(AppendRequest.of(id, ExpectedVersion.any(),
                    NewEvent.of(type, Payload.json("{}")).causedBy(null, correlation)));
        }
        return STORE.reader().readEvents(EventQuery.forward(EventScope.stream(id), 100));
    }

    private static ProjectionStatus status(String name) {
        return new ProjectionReader(STORE.database()).readAll().stream()
                .filter(found -> found.name().equals(name)).findFirst().orElseThrow();
    }
}
