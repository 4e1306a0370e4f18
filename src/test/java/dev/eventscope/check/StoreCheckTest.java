package dev.eventscope.check;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.check.Finding.Rule;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class StoreCheckTest {

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

        List<Finding> findings = new ArrayList<>();
        new StoreCheck(STORE.database()).run(findings::add);

        assertThat(findings.stream().map(found -> found.rule() + " " + found.eventId())).containsExactly(
                Rule.VERSION_GAP + " " + id(2), Rule.DUPLICATE_ID + " " + id(4), Rule.ORPHAN_CAUSE + " " + id(4),
                Rule.CAUSE_AFTER_EFFECT + " " + id(3), Rule.CAUSE_AFTER_EFFECT + " " + id(3),
                Rule.STREAM_HEAD + " null");
        assertThat(findings.getLast().detail())
                .isEqualTo("stream b says it ends at version 4, its last event has version 3");
    }

    private static void insert(int id, String stream, int version, Integer cause) {
        STORE.execute(
                "insert into eventscope.event (event_id, stream, category, version, type, schema_version, payload,"
                        + " metadata, causation_id, occurred_at) values ('" + id(id) + "', '" + stream + "', 'c', "
                        + version
                        + ", 'T', 1, '{}', '{}', " + (cause == null ? "null" : "'" + id(cause) + "'") + ", now())");
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-0000000000%02d".formatted(number);
    }
}
