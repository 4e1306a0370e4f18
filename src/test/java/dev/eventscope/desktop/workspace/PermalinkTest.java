package dev.eventscope.desktop.workspace;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.desktop.connect.RecentStore;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.OpenStore;

import static org.assertj.core.api.Assertions.assertThat;

class PermalinkTest {

    @Test
    void a_link_is_read_as_it_was_written() {
        Session session = new Session("orders", "PostgreSQL", new OpenStore(null, null, null), false,
                "demo");
        Permalink link = Permalink.of(session, "timelineView", Selected.of(new StreamId("order/ä & ü?#7"), 3),
                Map.of("filter", "type:Paid -stream:\"a b=c\"", "from", "2026-03-04T11:02:00Z"));

        assertThat(Permalink.parse(link.toString())).contains(link);
        assertThat(link.toString()).startsWith("eventscope:demo#timelineView?")
                .contains("from=2026-03-04T11:02:00Z", "version=3").doesNotContain(" ");
        assertThat(link.selection()).isEqualTo(Selected.of(new StreamId("order/ä & ü?#7"), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order-7", "eventscope:demo", "eventscope:demo#", "eventscope:demo#a b?x=1",
        "eventscope:demo#view?noValue", "eventscope:demo#view?version=minus"})
    void what_is_no_whole_link_is_refused(String text) {
        assertThat(Permalink.parse(text)).isEmpty();
    }

    @Test
    void a_store_is_named_without_user_and_password() {
        RecentStore store = new RecentStore(ConnectionSpec.parse("postgresql://ann@db.example.org:5433/orders", "x"),
                false, Instant.EPOCH);

        assertThat(store.address()).isEqualTo("postgresql://db.example.org:5433/orders");
    }
}
