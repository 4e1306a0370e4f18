package dev.eventscope.saga;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Json;
import dev.eventscope.rules.Filter;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// 10,000 failed sagas in five groups.
class FailureGroupsTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int EACH = 2_000;
    private static final List<String> GROUPS = new ArrayList<>();

    private final SagaBench bench = new SagaBench(STORE);

    @BeforeAll
    static void fail() {
        for (int i = 1; i <= 5; i++) {
            GROUPS.add(FailedSagas.write(STORE, "sync" + i, EACH - i, i == 1 ? 4 : 0,
                    new StepError("RemoteNotFound", "no repository at /srv/git/" + i)));
        }
        STORE.execute("analyze eventscope.saga; analyze eventscope.saga_step; analyze eventscope.saga_attempt");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void ten_thousand_failed_sagas_are_five_groups() {
        List<FailureGroup> groups = bench.reader().groups();

        assertThat(groups).extracting(FailureGroup::id).containsExactlyElementsOf(GROUPS);
        FailureGroup largest = groups.getFirst();
        assertThat(List.of(largest.count(), largest.aggregates(), largest.lastHour(), largest.hourBefore()))
                .containsExactly(1_999L, 10L, 1_999L, 0L);
        assertThat(largest.trend()).isEqualTo(FailureGroup.Trend.RISING);
        assertThat(largest.message()).isEqualTo("no repository at <path>");
        assertThat(largest.lastRedrive()).isNull();
    }

    /// Bound by rows, not by time: what each node of the plan hands on, over all its loops.
    @Test
    void the_groups_are_read_in_rows_bounded_by_the_failures() throws JsonProcessingException {
        String plan = bench.database().read(tx -> tx.query("explain (analyze, format json) " + FailureGroups.GROUPS,
                row -> row.string("QUERY PLAN"), Outcomes.SAGA_TIMED_OUT, 500)).getFirst();

        long rows = rows(Json.read(plan).get(0).get("Plan"));

        assertThat(rows).isLessThan(25L * 5 * EACH);
        assertThat(plan).doesNotContain("\"Node Type\": \"Seq Scan\",\n          \"Relation Name\": \"event\"");
    }

    @Test
    void a_note_stays_until_another_is_written_and_the_audit_keeps_both() {
        FailureNotes notes = new FailureNotes(bench.database());
        notes.set(UUID.randomUUID(), GROUPS.get(1), "ask ines", "ann");
        notes.set(UUID.randomUUID(), GROUPS.get(1), "remote moves on Friday", "ben");

        FailureNote note = bench.reader().groups().get(1).note();

        assertThat(note).isNotNull();
        assertThat(List.of(note.text(), note.actor(), note.osUser())).containsExactly("remote moves on Friday",
                "postgres", "ben");
        assertThat(new AuditLog(bench.database()).after(0, new AuditFilter(null, GROUPS.get(1), null), 10))
                .extracting(line -> line.entry().before() + " -> " + line.entry().after()).containsExactly(
                        "{\"note\" : null} -> {\"note\" : \"ask ines\"}",
                        "{\"note\" : \"ask ines\"} -> {\"note\" : \"remote moves on Friday\"}");
        notes.set(UUID.randomUUID(), GROUPS.get(1), null, "ben");
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void consequences_count_what_a_redrive_of_the_group_would_touch() {
        RedrivePlan plan = new RedrivePlanner(bench.database()).ofGroup(GROUPS.getFirst())
                .plan(RedriveRequest.Mode.RETRY);

        RedrivePlan.Consequences what = plan.consequences();

        assertThat(plan.items()).hasSize(1_999);
        assertThat(plan.items().getFirst().sagaId()).isEqualTo("sync1-1");
        assertThat(List.of(what.instances(), what.aggregates(), what.stepsDone(), what.stepsAfter(), what.unknown(),
                what.sameKey(), what.heldBack())).containsExactly(1_999, 10, 1_999, 1_999, 0, 40, 0);
        assertThat(what.effects()).containsExactlyEntriesOf(Map.of(Effect.IDEMPOTENT, 1_999L));
        assertThat(what.oldestKey()).isNotNull();
        assertThat(plan.expected(10).toMillis()).isEqualTo(199_900);
    }

    @Test
    void what_is_behind_an_earlier_one_outside_the_plan_is_held_back() {
        RedrivePlanner planner = new RedrivePlanner(bench.database());

        RedrivePlan plan = planner.matching(Filter.parse("type:sync1 data.size>1 data.size<=4",
                Clock.systemUTC()), RedrivePlanner.FAILING).plan(RedriveRequest.Mode.RETRY);

        assertThat(plan.items()).extracting(PlannedItem::sagaId).containsExactly("sync1-2", "sync1-3", "sync1-4");
        assertThat(plan.items()).extracting(PlannedItem::after).containsExactly("sync1-1", "sync1-2", "sync1-3");
        assertThat(plan.consequences().heldBack()).isEqualTo(1);
        assertThat(plan.consequences().sameKey()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            remote docs: no repository               | remote docs: no repository
            connect to db-7.prod.example.com:5432    | connect to <host>
            connect to 10.0.3.17 after 31 ms         | connect to <host> after <n> ms
            connect to cache:6379 refused            | connect to <host> refused
            GET https://api.example.com/v1/x?id=7, 503 | GET <url>, <n>
            cannot read /srv/git/docs.git            | cannot read <path>
            cannot read docs/guide/a.md: no such file | cannot read <path>: no such file
            order 6f9619ff-8b86-d011-b42d-00c04fc964ff is closed | order <id> is closed
            commit 9c41f7e01234 not found            | commit <hex> not found
            """)
    void what_differs_from_case_to_case_is_taken_out(String message, String normalised) {
        assertThat(Fingerprint.normalise(message)).isEqualTo(normalised);
    }

    @Test
    void of_an_endless_message_the_beginning_is_kept_and_how_much_more_there_was() {
        StepError error = new StepError("Kaputt",
                "x".repeat(StepError.MOST_CHARS - 1) + "\uD83D\uDE00" + "y".repeat(10_000_000));

        assertThat(error.message()).hasSizeLessThan(StepError.MOST_CHARS + 100)
                .endsWith("x… (10000002 more characters)");
        assertThat(new StepError("Kaputt", error.message())).as("read back").isEqualTo(error);
    }

    private static long rows(JsonNode node) {
        long rows = node.get("Actual Rows").asLong() * node.get("Actual Loops").asLong();
        for (JsonNode child : node.path("Plans")) {
            rows += rows(child);
        }
        return rows;
    }
}
