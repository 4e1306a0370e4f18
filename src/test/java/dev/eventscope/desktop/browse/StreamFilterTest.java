package dev.eventscope.desktop.browse;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;

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
        assertThat(filter("category:content").page(null, 50)).isEqualTo(new StreamQuery("content", null, null, 50));
        assertThat(filter("stream:content-src/*.java").page("x", 50))
                .isEqualTo(new StreamQuery(null, "content-src/", "x", 50));
    }

    @Test
    void what_the_store_cannot_decide_is_decided_here() {
        StreamFilter filter = filter("stream:content-src/*.java");

        assertThat(filter.holdsFor(stream("content-src/App.java"))).isTrue();
        assertThat(filter.holdsFor(stream("content-src/app.css"))).isFalse();
        assertThat(filter("-category:content").holdsFor(stream("content-a"))).isFalse();
    }

    @Test
    void a_scan_reads_the_smallest_scope() {
        assertThat(filter("type:StepFailed after:-2h").scope()).isEqualTo(EventScope.type("StepFailed"));
        assertThat(filter("stream:order-1 bytes>4kB").scope()).isEqualTo(EventScope.stream(new StreamId("order-1")));
        assertThat(filter("bytes>4kB").scope()).isEqualTo(EventScope.all());
    }

    private static StreamFilter filter(String text) {
        return new StreamFilter(Filter.parse(text, Clock.systemUTC()));
    }

    private static StreamSummary stream(String name) {
        StreamId id = new StreamId(name);
        return new StreamSummary(id, id.conventionalCategory(), 1L, null, null, null, null);
    }
}
