package dev.eventscope.desktop.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;

import static org.assertj.core.api.Assertions.assertThat;

class RecentStoresTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final ConnectionSpec ORDERS = ConnectionSpec.parse("postgresql://ops@db/orders", "x");

    @TempDir
    private Path folder;

    @Test
    void the_newest_stands_first_and_once() {
        RecentStores stores = new RecentStores(folder.resolve("eventscope"));
        stores.remember(new RecentStore(ORDERS, false, NOON));
        stores.remember(new RecentStore(null, false, NOON));
        stores.remember(new RecentStore(ORDERS, true, NOON.plusSeconds(5)));

        assertThat(stores.read()).containsExactly(new RecentStore(ORDERS, true, NOON.plusSeconds(5)),
                new RecentStore(null, false, NOON));
    }

    @Test
    void no_password_reaches_the_file() throws IOException {
        StoreRequest request = new StoreRequest.Server(ORDERS, Access.READ_ONLY, Passwords.of("canary-password"));

        new RecentStores(folder).remember(RecentStore.of(request, false, NOON));

        assertThat(Files.readString(folder.resolve("stores.json"))).contains("postgresql://ops@db")
                .doesNotContain("canary");
    }

    @Test
    void a_damaged_file_costs_the_list_only() throws IOException {
        Files.writeString(folder.resolve("stores.json"), "[{\"store\":\"postgresql://x\"},{\"sto");

        RecentStores stores = new RecentStores(folder);

        assertThat(stores.read()).isEmpty();
        assertThat(stores.remember(new RecentStore(null, false, NOON))).hasSize(1);
        assertThat(stores.read()).hasSize(1);
    }

    @Test
    void a_forgotten_store_is_gone() {
        RecentStores stores = new RecentStores(folder);
        RecentStore demo = new RecentStore(null, false, NOON);
        stores.remember(demo);

        assertThat(stores.forget(demo)).isEmpty();
        assertThat(stores.read()).isEmpty();
    }

    @Test
    void a_store_in_production_stays_so_however_many_others_come_and_whoever_asks() {
        RecentStores stores = new RecentStores(folder);
        stores.remember(new RecentStore(ORDERS, true, NOON));
        for (int i = 0; i < 20; i++) {
            stores.remember(new RecentStore(ConnectionSpec.parse("postgresql://ops@db/s" + i, "x"), false, NOON));
        }

        assertThat(stores.read()).hasSize(13);
        assertThat(stores.isProduction(ConnectionSpec.parse("postgresql://ines@DB/orders?sslmode=require", "x")))
                .isTrue();
        assertThat(stores.isProduction(ConnectionSpec.parse("postgresql://ops@db/s3", "x"))).isFalse();
    }
}
