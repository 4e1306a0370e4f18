package dev.eventscope.causality;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.causality.CausationChain.Direction;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class CausationGraphTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void both_ways_shows_all_that_came_of_the_first_cause() {
        UUID root = append("order", "Placed", null);
        UUID paid = append("payment", "Paid", root);
        UUID sent = append("mail", "Sent", root);
        UUID booked = append("ledger", "Booked", paid);

        CausationGraph graph = read(paid, Direction.BOTH);

        assertThat(ids(graph)).containsExactlyInAnyOrder(root, paid, sent, booked);
        assertThat(graph.event(graph.focus()).id()).isEqualTo(paid.toString());
        assertThat(graph.cause(graph.numberOf(booked.toString()))).isEqualTo(graph.focus());
        assertThat(graph.past(graph.focus()).cardinality()).isEqualTo(1);
        assertThat(graph.future(graph.focus()).cardinality()).isEqualTo(1);
        assertThat(graph.criticalPath(EventClock.RECORDED).cardinality()).isEqualTo(3);
        assertThat(ids(read(paid, Direction.CAUSES))).containsExactly(root, paid);
        assertThat(ids(read(paid, Direction.EFFECTS))).containsExactly(paid, booked);
    }

    @Test
    void a_cause_that_is_not_in_the_store_is_named() {
        UUID lost = UUID.randomUUID();
        UUID orphan = append("order", "Placed", lost);

        assertThat(read(orphan, Direction.BOTH).missing()).isEqualTo(lost.toString());
        assertThat(read(orphan, Direction.EFFECTS).missing()).isNull();
    }

    @Test
    void a_cycle_is_walked_once() {
        UUID a = UUID.randomUUID();
        UUID b = append("order", "B", a);
        append("order", NewEvent.of("A", Payload.json("{}")).withId(a).causedBy(b, null));
        UUID c = append("order", "C", a);

        CausationGraph graph = read(c, Direction.BOTH);

        assertThat(ids(graph)).containsExactlyInAnyOrder(a, b, c);
        assertThat(graph.missing()).isNull();
        assertThat(graph.past(graph.focus()).cardinality()).isEqualTo(2);
        assertThat(graph.future(graph.numberOf(a.toString())).cardinality()).isEqualTo(2);
    }

    @Test
    void the_limit_cuts_and_says_so() {
        UUID root = append("fan", "Imported", null);
        for (int i = 0; i < 30; i++) {
            append("fan", "Added", root);
        }

        CausationGraph cut = CausationGraph.read(STORE.reader(), header(root), Direction.BOTH, 10);

        assertThat(cut.size()).isEqualTo(10);
        assertThat(cut.truncated()).isTrue();
        assertThat(read(root, Direction.BOTH).size()).isEqualTo(31);
        assertThat(read(root, Direction.BOTH).truncated()).isFalse();
    }

    private static CausationGraph read(UUID id, Direction direction) {
        return CausationGraph.read(STORE.reader(), header(id), direction, 1_000);
    }

    private static EventHeader header(UUID id) {
        return STORE.reader().findEvent(id.toString()).orElseThrow().header();
    }

    private static List<UUID> ids(CausationGraph graph) {
        List<UUID> ids = new ArrayList<>();
        graph.events().forEach(event -> ids.add(UUID.fromString(event.id())));
        return ids;
    }

    private static UUID append(String category, String type, @Nullable UUID cause) {
        NewEvent event = NewEvent.of(type, Payload.json("{}")).causedBy(cause, null);
        append(category, event);
        return event.id();
    }

    private static void append(String category, NewEvent event) {
        STORE.appender().append(AppendRequest.of(new StreamId(category + "-1"), ExpectedVersion.any(), event));
    }
}
