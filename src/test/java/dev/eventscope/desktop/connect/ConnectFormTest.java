package dev.eventscope.desktop.connect;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.ConnectionSpec.TlsMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectFormTest {

    private final ConnectForm form = new ConnectForm("ines");

    @Test
    void fields_make_a_read_only_request_without_a_password() {
        form.database.set("orders");

        StoreRequest.Server request = form.request();

        assertThat(request.spec()).isEqualTo(new ConnectionSpec("localhost", 5432, "orders", "ines", TlsMode.DISABLE));
        assertThat(request.access()).isEqualTo(Access.READ_ONLY);
        assertThat(request.typed().find(request.spec())).isEmpty();
    }

    @Test
    void off_loopback_tls_is_verified_unless_a_person_chose_otherwise() {
        form.host.set("db.example.org");
        assertThat(form.tls.get()).isEqualTo(TlsMode.VERIFY_FULL);

        form.chooseTls(TlsMode.REQUIRE);
        form.host.set("db2.example.org");
        assertThat(form.tls.get()).isEqualTo(TlsMode.REQUIRE);
    }

    @Test
    void a_loopback_address_typed_letter_by_letter_needs_no_tls() {
        form.tls.addListener((_, _, mode) -> form.chooseTls(mode)); // as a control does that shows it

        form.host.set("1");
        assertThat(form.tls.get()).isEqualTo(TlsMode.VERIFY_FULL);
        form.host.set("127.0.0.1");

        assertThat(form.tls.get()).isEqualTo(TlsMode.DISABLE);
    }

    @Test
    void a_missing_field_is_named() {
        assertThatThrownBy(form::request).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the database is missing");
    }

    @Test
    void a_port_that_is_none_is_named_with_what_was_typed() {
        form.database.set("orders");
        form.port.set("54x2");

        assertThatThrownBy(form::request).hasMessage("the port must be a number from 1 to 65535, was '54x2'");
    }

    @Test
    void a_url_with_a_password_is_refused_without_echoing_it() {
        form.byUrl.set(true);
        form.url.set("postgresql://ines:canary@db/orders");

        assertThatThrownBy(form::request).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a password").hasMessageNotContaining("canary");
    }

    @Test
    void fields_and_url_carry_over_to_each_other() {
        form.database.set("orders");
        form.byUrl.set(true);
        assertThat(form.url.get()).isEqualTo("postgresql://ines@localhost:5432/orders");

        form.url.set("postgresql://ops@db.example.org:6000/stock");
        form.byUrl.set(false);
        assertThat(form.host.get() + form.port.get() + form.database.get() + form.user.get())
                .isEqualTo("db.example.org6000stockops");
    }

    @Test
    void a_recent_store_fills_the_form_but_not_the_password() {
        form.password.set("typed");

        form.fill(new RecentStore(ConnectionSpec.parse("postgresql://ops@db/stock", "x"), true,
                Instant.EPOCH));

        assertThat(form.password.get()).isEmpty();
        assertThat(form.production.get()).isTrue();
        assertThat(form.host.get()).isEqualTo("db");
    }

    @Test
    void what_nobody_said_of_production_is_left_to_what_was_said_before() {
        form.database.set("orders");
        assertThat(form.request().production()).isNull();

        form.sayProduction(true);
        assertThat(form.request().production()).isTrue();
        form.sayProduction(false);
        assertThat(form.request().production()).isFalse();
    }
}
