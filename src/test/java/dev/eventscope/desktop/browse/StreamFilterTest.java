package dev.eventscope.desktop.browse;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;

import static dev.eventscope.store.EventQuery.Direction.BACKWARD;
import static dev.eventscope.store.EventQuery.Direction.FORWARD;
import static org.assertj.core.api.Assertions.assertThat;

class StreamFilterTest {

    @Test
    void names_are_asked_of_the_list_and_not_scanned() {
        assertThat(filter("category:content").needsScan()).isFalse();
        assertThat(filter("stream:content-src/* or outbox").needsScan()).isFalse();
        assertThat(filter("type:StepFailed").needsScan()).isTrue();
        assertThat(filter("category:content bytes>4kB").needsScan()).isTrue();
    }

    @Test
    void a_page_is_asked_for_as_narrowly_as_the_store_can_answer() {
        assertThat(filter("category:content").page(null, FORWARD, 50))
                .isEqualTo(new StreamQuery("content", null, null, 50));
        assertThat(filter("stream:content-src/*.java").page("x", BACKWARD, 50))
                .isEqualTo(new StreamQuery(null, null, "content-src/", "x", BACKWARD, 50));
        assertThat(filter("stream:content-1").page(null, FORWARD, 50).namePrefix()).isEqualTo("content-1");
        assertThat(filter("box").page(null, FORWARD, 50)).isEqualTo(new StreamQuery(null, "box", null, 50));
    }

    @Test
    void what_the_store_cannot_decide_is_decided_here() {
        StreamFilter filter = filter("stream:content-src/*.java");

        assertThat(filter.holdsFor(stream("content-src/App.java"))).isTrue();
        assertThat(filter.holdsFor(stream("content-src/app.css"))).isFalse();
        assertThat(filter("-category:content").holdsFor(stream("content-a"))).isFalse();
    }

    @Test
    void a_scan_reads_the_smallest_scopes() {
        assertThat(scopes("type:StepFailed after:-2h")).containsExactly(EventScope.type("StepFailed"));
        assertThat(scopes("stream:order-1 bytes>4kB")).containsExactly(EventScope.stream(new StreamId("order-1")));
        assertThat(scopes("is:failed")).containsExactly(EventScope.type("PayFailed"), EventScope.type("StepFailed"));
        assertThat(scopes("type:Step* is:failed")).containsExactly(EventScope.type("StepFailed"));
        assertThat(scopes("bytes>4kB")).containsExactly(EventScope.all());
        assertThat(scopes("is:failed or bytes>4kB")).containsExactly(EventScope.all());
    }

    private static List<EventScope> scopes(String text) {
        return filter(text).scopes(() -> List.of("PayFailed", "StepFailed", "StepStarted"));
    }

    private static StreamFilter filter(String text) {
        return new StreamFilter(Filter.parse(text, Clock.systemUTC()));
    }

    private static StreamSummary stream(String name) {
        StreamId id = new StreamId(name);
        return new StreamSummary(id, id.conventionalCategory(), 1L, null, null, null, null);
    }
}
