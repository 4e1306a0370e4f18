package dev.eventscope.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.check.Finding.Rule;
import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StoreCheckTest {

    private static final String INSERT = "insert into eventscope.event (event_id, stream, category, version, type,"
            + " schema_version, payload, metadata, causation_id, occurred_at)"
            + " values ('%s', '%s', 'c', %d, 'T', 1, '{}', '{}', %s, now())";

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void each_kind_of_damage_is_found_and_nothing_else() {
        STORE.execute("alter table eventscope.event drop constraint event_id_once");
        insert(1, "a", 1, null);
        insert(2, "a", 3, 1);
        insert(3, "b", 1, 4);
        insert(4, "b", 2, 99);
        insert(4, "b", 3, null);
        STORE.execute("insert into eventscope.stream (name, category, version) values ('a','a',3), ('b','b',4)");

        List<Finding> findings = found(STORE.database());

        assertThat(findings.stream().map(found -> found.rule() + " " + found.eventId())).containsExactly(
                Rule.VERSION_GAP + " " + id(2), Rule.DUPLICATE_ID + " " + id(4), Rule.ORPHAN_CAUSE + " " + id(4),
                Rule.CAUSE_AFTER_EFFECT + " " + id(3), Rule.CAUSE_AFTER_EFFECT + " " + id(3),
                Rule.STREAM_HEAD + " null");
        assertThat(findings.getLast().detail())
                .isEqualTo("stream b says it ends at version 4, its last event has version 3");
    }

    @Test
    void who_holds_delivery_back_is_named_with_what_ends_it() {
        ConnectionSpec spec = TestServer.newStore();
        try (Database database = Database.open(spec, Access.READ_WRITE, Passwords.none())) {
            TestServer.execute(database, "begin; " + INSERT.formatted(id(1), "late", 1, "null")
                    + "; prepare transaction 'forgotten " + spec.database() + "'");
            try {
                await("old enough to be no append under way").atMost(Duration.ofSeconds(30))
                        .until(() -> !found(database).isEmpty());

                assertThat(found(database)).singleElement().satisfies(found -> {
                    assertThat(found.rule()).isEqualTo(Rule.HELD_BACK);
                    assertThat(found.detail())
                            .matches("delivery is held back: the prepared transaction 'forgotten t\\d+'"
                                    + " has appended and waits since 20\\S+Z \\(\\d+ s\\): commit prepared 'forgotten t\\d+' or"
                                    + " rollback prepared 'forgotten t\\d+' ends it");
                });
            } finally {
                TestServer.execute(database, "rollback prepared 'forgotten " + spec.database() + "'");
            }
            assertThat(found(database)).isEmpty();
        }
    }

    private static List<Finding> found(Database database) {
        List<Finding> findings = new ArrayList<>();
        new StoreCheck(database).run(findings::add);
        return findings;
    }

    private static void insert(int id, String stream, int version, Integer cause) {
        STORE.execute(INSERT.formatted(id(id), stream, version, cause == null ? "null" : "'" + id(cause) + "'"));
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-0000000000%02d".formatted(number);
    }
}
