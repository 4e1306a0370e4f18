package dev.eventscope.store;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class UuidArrayTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final UUID HIGH = new UUID(-1, Long.MIN_VALUE);
    private static final UUID ANY = UUID.fromString("5f0c1a52-3b7e-4f4e-9a51-0f4b7f1f2d3c");

    @Test
    void the_store_reads_what_was_sent() {
        for (Database database : List.of(STORE.database(), overADriverWithoutTheBinaryForm())) {
            assertThat(sentThrough(database, HIGH, null, ANY)).containsExactly(HIGH, null, ANY);
            assertThat(sentThrough(database, ANY)).containsExactly(ANY);
            assertThat(sentThrough(database)).isEmpty();
            assertThat(sentThrough(database, (UUID) null)).containsExactly((UUID) null);
        }
    }

    @Test
    void a_list_of_ids_is_sent_alike() {
        List<String> found = STORE.database().read(tx -> tx.query("select u::text as id from unnest(?::uuid[]) u",
                row -> row.string("id"), List.of(ANY, HIGH)));

        assertThat(found).containsExactly(ANY.toString(), HIGH.toString());
    }

    private static List<@Nullable UUID> sentThrough(Database database, @Nullable UUID... ids) {
        return database.read(tx -> tx.query("select u from unnest(?::uuid[]) with ordinality as x(u, n) order by n",
                row -> row.nullableUuid("u"), new Tx.Values("uuid", ids)));
    }

    private static Database overADriverWithoutTheBinaryForm() {
        ConnectionSpec spec = STORE.spec();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[]{spec.host()});
        source.setPortNumbers(new int[]{spec.port()});
        source.setDatabaseName(spec.database());
        source.setUser(spec.user());
        return Database.over(spec, Access.READ_ONLY, source);
    }
}
