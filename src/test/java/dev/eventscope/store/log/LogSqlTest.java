package dev.eventscope.store.log;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class LogSqlTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void copied_sql_finds_streams_of_the_oddest_names_and_shows_what_cannot_be_seen() {
        List<String> names = List.of("order-o'brien", "order-back\\slash", "order-'; drop table eventscope.event; --",
                "order-a\u202eb", "order-\ud83d\ude00", "order-\u0007bell\nline", "order-?",
                "order-" + "x".repeat(300));
        for (String name : names) {
            STORE.appender().append(AppendRequest.of(new StreamId(name), ExpectedVersion.any(),
                    NewEvent.of("Placed", Payload.json("{}"))));
            String sql = STORE.reader().sqlOf(EventQuery.forward(EventScope.stream(new StreamId(name)), 10)
                    .in(EventRange.versions(1, 1))).orElseThrow();

            assertThat(run(sql)).as(sql).containsExactly(name);
            assertThat(sql.codePoints().filter(point -> point != '\n').noneMatch(point -> Character
                    .getType(point) == Character.CONTROL || Character.getType(point) == Character.FORMAT)).isTrue();
        }
        assertThat(STORE.reader().sqlOf(new StreamQuery("order", "o'b", null, 5)).orElseThrow())
                .contains("category = 'order' and name ilike '%o''b%'");
    }

    private static List<String> run(String sql) {
        return STORE.database().read(tx -> tx.query(sql, row -> row.string("stream")));
    }
}
