package dev.eventscope.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.store.ConnectionSpec.TlsMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectionSpecTest {

    @ParameterizedTest
    @CsvSource({"ann,orders", "ann@corp,orders", "a+b,a+b", "a b:c,50% of it", "ä/é,x?y#z", "us-er_1.2~,/slash"})
    void a_url_is_read_back_as_what_it_was_made_from(String user, String database) {
        ConnectionSpec spec = new ConnectionSpec("db.example.org", 6543, database, user, TlsMode.REQUIRE);

        assertThat(ConnectionSpec.parse(spec.url(), "nobody")).isEqualTo(spec);
    }

    @Test
    void a_host_that_is_no_proper_name_of_the_internet_is_still_that_host() {
        ConnectionSpec spec = ConnectionSpec.parse("postgresql://ann@order_db:6543/orders", "nobody");

        assertThat(spec).isEqualTo(new ConnectionSpec("order_db", 6543, "orders", "ann", TlsMode.VERIFY_FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://ann@db:port/orders", "postgresql://ann:se@secret@db/orders",
        "postgresql://ann:secret@order_db/orders", "postgresql://ann@db:999999/orders"})
    void what_cannot_be_understood_is_refused_and_leads_to_no_other_server(String url) {
        assertThatThrownBy(() -> ConnectionSpec.parse(url, "nobody")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"postgresql:///orders,localhost,5432,nobody", "postgres://db/orders,db,5432,nobody",
        "postgresql://ann@/orders,localhost,5432,ann", "postgresql://ann@corp@db/orders,db,5432,ann@corp",
        "postgresql://[::1]:6543/orders,::1,6543,nobody"})
    void what_is_left_out_is_the_usual(String url, String host, int port, String user) {
        ConnectionSpec spec = ConnectionSpec.parse(url, "nobody");

        assertThat(spec.host()).isEqualTo(host);
        assertThat(spec.port()).isEqualTo(port);
        assertThat(spec.user()).isEqualTo(user);
    }

    @Test
    void a_plain_name_stands_in_the_url_as_it_is() {
        ConnectionSpec spec = new ConnectionSpec("::1", 5432, "event_store-1", "eventscope_viewer", TlsMode.DISABLE);

        assertThat(spec.url()).isEqualTo("postgresql://eventscope_viewer@[::1]:5432/event_store-1");
        assertThat(ConnectionSpec.parse(spec.url(), "nobody")).isEqualTo(spec);
    }
}
