package dev.eventscope.saga;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.store.StatementRefused;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// U09: what operators did cannot be changed unseen.
class AuditTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String CUT_TAIL = """
            delete from eventscope.operator_action where action_no > 4;
            update eventscope.audit_head set action_no = 4,
                hash = (select hash from eventscope.operator_action where action_no = 4)""";

    private final SagaBench bench = new SagaBench(STORE);
    private final AuditLog log = new AuditLog(STORE.database());

    @BeforeEach
    void empty() {
        tamper("truncate eventscope.operator_action; update eventscope.audit_head set action_no = 0, hash = ''");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_act_leaves_who_when_what_why_and_what_came_of_it() {
        String id = failedSaga("whole");
        UUID accepted = bench.redrive().request(bench.request(id, 1));
        bench.refusal(bench.request(id, 1));

        List<AuditLine> lines = log.after(0, AuditFilter.ALL, 10);

        assertThat(lines).extracting(line -> line.entry().number()).containsExactly(1L, 2L);
        AuditEntry first = lines.getFirst().entry();
        assertThat(List.of(first.actor(), first.osUser(), first.client(), first.mode(), first.what(), first.reason()))
                .containsExactly("postgres", "ines", "eventscope", "retry", id + " step 1", "remote is back");
        assertThat(first.requestId()).isEqualTo(accepted);
        assertThat(first.before()).contains("\"step\" : \"failed\"");
        assertThat(first.after()).contains("\"step\" : \"pending\"");
        assertThat(lines).extracting(AuditLine::outcome).containsExactly("queued", "refused");
        assertThat(lines.getLast().entry().refusal()).isEqualTo("other_first");
        assertThat(log.verify(null)).isEqualTo(new AuditVerdict.Whole(log.head()));
    }

    @Test
    void the_audit_is_filtered_and_read_from_its_end() {
        acts(3);
        String other = failedSaga("other");
        bench.redrive().request(bench.request(other, 1));

        assertThat(log.before(Long.MAX_VALUE, AuditFilter.ALL, 2)).extracting(line -> line.entry().number())
                .containsExactly(4L, 3L);
        assertThat(log.after(0, new AuditFilter("POSTG", other, true), 10)).extracting(line -> line.entry().number())
                .containsExactly(4L);
        assertThat(log.after(0, new AuditFilter("nobody", null, null), 10)).isEmpty();
        assertThat(log.after(0, new AuditFilter(null, null, false), 10)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update eventscope.operator_action set reason = 'another' where action_no = 3      | 3
            update eventscope.operator_action set before = '{}' where action_no = 1           | 1
            update eventscope.operator_action set accepted = true where action_no = 6         | 6
            update eventscope.operator_action set db_user = 'ann' where action_no = 2         | 2
            delete from eventscope.operator_action where action_no = 3                        | 3
            delete from eventscope.operator_action where action_no = 1                        | 1
            delete from eventscope.operator_action where action_no = 6                        | 5
            delete from eventscope.audit_head                                                 | 0
            truncate eventscope.operator_action                                               | 0
            """)
    void what_is_changed_or_deleted_is_noticed(String sql, long where) {
        acts(6);

        tamper(sql);

        assertThat(log.verify(null)).isInstanceOfSatisfying(AuditVerdict.Broken.class,
                broken -> assertThat(broken.number()).as(broken.why()).isEqualTo(where));
        tamper("insert into eventscope.audit_head (action_no, hash) values (0, '') on conflict do nothing");
    }

    @Test
    void rows_that_change_places_are_noticed() {
        acts(6);

        tamper("""
                update eventscope.operator_action set action_no = 99 where action_no = 2;
                update eventscope.operator_action set action_no = 2 where action_no = 5;
                update eventscope.operator_action set action_no = 5 where action_no = 99""");

        assertThat(log.verify(null)).isInstanceOfSatisfying(AuditVerdict.Broken.class,
                broken -> assertThat(broken.number()).isEqualTo(2));
    }

    @Test
    void a_row_changed_together_with_its_hash_is_noticed_at_the_row_after_it() {
        acts(6);

        tamper("""
                update eventscope.operator_action set reason = 'another' where action_no = 3;
                update eventscope.operator_action o
                set hash = sha256(convert_to(eventscope.audit_text(o), 'UTF8')) where action_no = 3""");

        assertThat(log.verify(null)).isInstanceOfSatisfying(AuditVerdict.Broken.class,
                broken -> assertThat(broken.number()).isEqualTo(4));
    }

    @Test
    void a_row_put_in_past_the_end_is_noticed() {
        acts(2);

        tamper("""
                insert into eventscope.operator_action
                select (jsonb_populate_record(o, jsonb_build_object('action_no', 3, 'request_id', gen_random_uuid()))).*
                from eventscope.operator_action o where action_no = 2""");

        assertThat(log.verify(null)).isInstanceOf(AuditVerdict.Broken.class);
    }

    @Test
    void a_tail_cut_off_with_its_head_is_noticed_against_a_head_kept_elsewhere() {
        acts(6);
        AuditHead kept = AuditHead.parse(log.head().toString());

        tamper(CUT_TAIL);

        assertThat(log.verify(kept)).isEqualTo(new AuditVerdict.Broken(4,
                "the audit ends at row 4 and the kept head is of row 6: rows were cut off"));
        assertThat(log.verify(null)).as("what nobody can see without the kept head").isInstanceOf(
                AuditVerdict.Whole.class);
    }

    @Test
    void a_tail_cut_off_and_written_anew_is_noticed_against_a_head_kept_elsewhere() {
        acts(6);
        AuditHead kept = log.head();
        tamper(CUT_TAIL);

        acts(3);

        assertThat(log.verify(null)).isInstanceOf(AuditVerdict.Whole.class);
        assertThat(log.verify(kept)).isInstanceOfSatisfying(AuditVerdict.Broken.class,
                broken -> assertThat(broken.number()).isEqualTo(6));
    }

    @Test
    void acts_at_once_stay_one_chain() throws Exception {
        Trials trials = Trials.of("U09 concurrent acts", 40, 2_000);
        int sessions = 8;
        CountDownLatch go = new CountDownLatch(1);

        try (ExecutorService operators = Executors.newCachedThreadPool()) {
            List<Future<?>> all = IntStream.range(0, sessions).<Future<?>>mapToObj(_ -> operators.submit(() -> {
                go.await();
                acts(trials.count() / sessions);
                return null;
            })).toList();
            go.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(log.verify(null)).isEqualTo(new AuditVerdict.Whole(log.head()));
        assertThat(log.head().number()).isEqualTo(trials.count());
    }

    @Test
    void without_the_lock_on_the_head_the_same_acts_are_no_chain() {
        acts(1);

        // Two sessions that read the same head: what the lock is there to prevent.
        tamper("""
                alter table eventscope.operator_action drop constraint operator_action_pkey;
                insert into eventscope.operator_action
                select (jsonb_populate_record(o, jsonb_build_object('request_id', gen_random_uuid()))).*
                from eventscope.operator_action o where action_no = 1""");

        assertThat(log.verify(null)).isEqualTo(new AuditVerdict.Broken(2, "there are two rows of the number 1"));
        tamper("delete from eventscope.operator_action; "
                + "alter table eventscope.operator_action add primary key (action_no)");
    }

    @Test
    void not_even_the_owner_changes_or_deletes_a_row() {
        acts(1);

        assertThatThrownBy(() -> bench.database().write(tx -> tx.update("delete from eventscope.operator_action")))
                .isInstanceOf(StatementRefused.class).hasMessageContaining("never changed or deleted");
    }

    @Test
    void an_export_ends_with_the_head_and_guards_formulas() throws IOException {
        bench.refusal(new RedriveRequest(UUID.randomUUID(), "none-1", 1, 1, RedriveRequest.Mode.RETRY,
                "=HYPERLINK(\"x\")", "@ines"));
        StringWriter lines = new StringWriter();
        StringWriter csv = new StringWriter();

        AuditHead head = new AuditExport(log).write(lines, AuditExport.Format.JSON_LINES, AuditFilter.ALL);
        new AuditExport(log).write(csv, AuditExport.Format.CSV, AuditFilter.ALL);

        assertThat(lines.toString().lines()).hasSize(2).last().isEqualTo("{\"head\":\"" + head + "\"}");
        assertThat(lines.toString()).contains("\"reason\":\"=HYPERLINK(\\\"x\\\")\"", "\"outcome\":\"refused\"");
        assertThat(csv.toString().split("\r\n")).hasSize(3).endsWith("\"head\",\"" + head + "\"");
        assertThat(csv.toString()).contains("\"'=HYPERLINK(\"\"x\"\")\"", "\"'@ines\"");
    }

    private void acts(int count) {
        for (int i = 0; i < count; i++) {
            bench.refusal(new RedriveRequest(UUID.randomUUID(), "none-" + i, 1, 1, RedriveRequest.Mode.RETRY, "try",
                    "ines"));
        }
    }

    private String failedSaga(String type) {
        SagaDefinition saga = bench.saga(type, Effect.IDEMPOTENT, "git");
        String id = bench.start(saga);
        bench.record(bench.leases("gone", Duration.ofSeconds(30), saga).take().orElseThrow(),
                SagaBench.FAILED_FOR_GOOD);
        return id;
    }

    /// What somebody with every right can do.
    private static void tamper(String sql) {
        STORE.execute("alter table eventscope.operator_action disable trigger user; " + sql
                + "; alter table eventscope.operator_action enable always trigger chain_action; "
                + "alter table eventscope.operator_action enable always trigger refuse_action_change");
    }
}
