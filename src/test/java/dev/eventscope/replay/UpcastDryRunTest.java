package dev.eventscope.replay;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.store.Access;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.upcast.UpcastVerdict;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpcastDryRunTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Upcasts UPCASTS = Upcasts.of(RuleFile.parse("content-v3.yaml", """
            upcasters:
              - type: ContentUpdated
                from: 1
                to: 2
                rules:
                  - rename: {from: /name, to: /title}
                  - convert: {path: /tags, to: list}
              - type: ContentUpdated
                from: 2
                to: 3
                rules:
                  - convert: {path: /size, to: number}
                  - drop: {path: /charset}
            """));
    private static final int MANY = 1_500;

    @BeforeAll
    static void fill() {
        append("content-a", 1, "{\"name\":\"a\",\"size\":1}");
        append("content-a", 1, "{\"name\":\"a\",\"tags\":\"x,y\"}");
        append("content-b", 2, "{\"title\":\"b\",\"charset\":\"utf-8\"}");
        append("content-b", 1, "{\"name\":\"b\",\"size\":\"12 kB\"}");
        append("content-b", 1, "{\"name\":\"b\",\"size\":\"13 kB\"}");
        append("content-b", 3, "{\"title\":\"b\"}");
        append("content-b", 7, "{\"title\":\"from the future\"}");
        NewEvent[] plain = new NewEvent[MANY];
        for (int i = 0; i < MANY; i++) {
            plain[i] = NewEvent.of("Viewed", Payload.json("{\"n\":" + i + "}"));
        }
        STORE.appender().append(AppendRequest.of(new StreamId("visits-1"), ExpectedVersion.any(), plain));
    }

    @Test
    void every_stored_event_that_has_a_way_to_go_is_counted_once() {
        DryRunReport report = dryRun(Runnable::run).run(UPCASTS, DryRunOptions.wholeStore());

        assertThat(report.rows())
                .extracting(row -> row.type() + " " + row.from() + "→" + row.to() + " " + row.ok() + " "
                        + row.changed() + " " + row.lossy() + " " + row.failed())
                .containsExactly(
                        "ContentUpdated 1→3 1 1 0 2", "ContentUpdated 2→3 0 0 1 0");
        assertThat(report.kept()).containsExactly(new DryRunKept("ContentUpdated", "7", 1));
        assertThat(report.hasFailures()).isTrue();
        EventHeader failed = report.rows().getFirst().firstFailed();
        assertThat(failed).isNotNull();
        assertThat(failed.stream()).isEqualTo(new StreamId("content-b"));
        assertThat(failed.version()).isEqualTo(2);
        assertThat(report.reasons().getFirst().why()).isEqualTo("size holds text that is not a number");
        assertThat(report.reasons().getFirst().line()).isEqualTo(12);
    }

    /// As a misspelt name makes it; the rule beside it, and the one that some events need, have something to do.
    @Test
    void a_rule_that_has_nothing_to_do_in_any_event_is_named() {
        Upcasts rules = Upcasts.of(RuleFile.parse("v.yaml", """
                upcasters:
                  - {type: ContentUpdated, from: 1, to: 2, rules: [{rename: {from: /nme, to: /title}},
                      {add: {path: /kind, default: page}}, {drop: {path: /tags}}]}
                """));
        List<DryRunReason> reasons = dryRun(Runnable::run).run(rules, DryRunOptions.wholeStore()).reasons();

        assertThat(reasons).filteredOn(reason -> reason.verdict() == UpcastVerdict.OK).singleElement()
                .satisfies(idle -> {
                    assertThat(idle.why()).isEqualTo("nothing to do in any event: nme is now title");
                    assertThat(idle.events()).isEqualTo(4);
                    assertThat(idle.line()).isEqualTo(2);
                    assertThat(idle.place()).isEqualTo("v.yaml:2");
                });
        assertThat(reasons).as("what is dropped from one event")
                .filteredOn(reason -> reason.verdict() == UpcastVerdict.LOSSY)
                .hasSize(1);
    }

    @Test
    void nothing_is_written() {
        String before = checksum();

        dryRun(Runnable::run).run(UPCASTS, DryRunOptions.wholeStore());

        assertThat(checksum()).isEqualTo(before);
    }

    @Test
    void a_connection_that_may_only_read_suffices() {
        try (OpenStore viewer = TestStore.open(STORE.spec(), Access.READ_ONLY)) {
            DryRunReport report = new UpcastDryRun(viewer.reader(), Runnable::run, clock()).run(UPCASTS,
                    DryRunOptions.wholeStore());

            assertThat(report.sum().events()).isEqualTo(5);
        }
    }

    @Test
    void many_batches_on_several_threads_give_the_same_as_one() {
        Upcasts visits = Upcasts.of(RuleFile.parse("v.yaml",
                "upcasters: [{type: Viewed, from: 1, to: 2, rules: [{convert: {path: /n, to: text}}]}]"));
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            DryRunReport many = dryRun(workers).run(visits, DryRunOptions.wholeStore());
            DryRunReport one = dryRun(Runnable::run).run(visits, DryRunOptions.wholeStore());

            assertThat(many.rows()).isEqualTo(one.rows());
            assertThat(many.reasons()).isEqualTo(one.reasons());
            assertThat(many.sum().changed()).isEqualTo(MANY);
            assertThat(many.rows().getFirst().first().get(UpcastVerdict.CHANGED).version()).isEqualTo(1);
        }
    }

    @Test
    void progress_reaches_the_total() {
        List<DryRunProgress> told = new ArrayList<>();

        dryRun(Runnable::run).run(visits(), DryRunOptions.wholeStore().reporting(told::add));

        assertThat(told).extracting(DryRunProgress::total).containsOnly((long) MANY);
        assertThat(told).extracting(DryRunProgress::done).containsExactly(512L, 1_024L, 1_500L);
    }

    @Test
    void a_sample_is_spread_over_the_type() {
        DryRunReport report = dryRun(Runnable::run).run(visits(), DryRunOptions.wholeStore().sampling(10));

        assertThat(report.sum().events()).isEqualTo(10);
    }

    @Test
    void a_type_narrows_it_and_a_type_without_rules_gives_nothing() {
        assertThat(dryRun(Runnable::run).run(UPCASTS, DryRunOptions.wholeStore().ofType("ContentUpdated")).read())
                .isEqualTo(6);
        assertThat(dryRun(Runnable::run).run(UPCASTS, DryRunOptions.wholeStore().ofType("Viewed")).rows()).isEmpty();
    }

    @Test
    void it_stops_within_a_batch_when_told_to() {
        Cancellation cancellation = new Cancellation();
        AtomicInteger batches = new AtomicInteger();
        DryRunOptions options = DryRunOptions.wholeStore().at(_ -> {
            batches.incrementAndGet();
            cancellation.cancel();
        });

        assertThatThrownBy(() -> cancellation.call(() -> dryRun(Runnable::run).run(visits(), options)))
                .isInstanceOf(ReadCancelled.class);

        assertThat(batches).hasValue(1);
    }

    @Test
    void a_run_that_was_stopped_goes_on_and_comes_to_the_same() {
        Upcasts both = Upcasts.of(RuleFile.parse("v.yaml", """
                upcasters:
                  - {type: ContentUpdated, from: 1, to: 2, rules: [{add: {path: /by, default: null}}]}
                  - {type: Viewed, from: 1, to: 2, rules: [{convert: {path: /n, to: text}}]}
                """));
        DryRunReport whole = dryRun(Runnable::run).run(both, DryRunOptions.wholeStore());
        Cancellation cancellation = new Cancellation();
        List<Long> told = new ArrayList<>();
        UpcastDryRun run = dryRun(Runnable::run);

        assertThatThrownBy(
                () -> cancellation.call(() -> run.run(both, DryRunOptions.wholeStore().reporting(progress -> {
                    told.add(progress.done());
                    if (told.size() == 2) {
                        cancellation.cancel();
                    }
                })))).isInstanceOf(ReadCancelled.class);
        int before = told.size();
        DryRunReport resumed = run.resume();

        assertThat(told.get(before - 1)).isGreaterThan(512L);
        assertThat(told.get(before)).isGreaterThan(told.get(before - 1));
        assertThat(told.getLast()).isEqualTo(whole.read());
        assertThat(resumed.rows()).isEqualTo(whole.rows());
        assertThat(resumed.reasons()).isEqualTo(whole.reasons());
        assertThat(resumed.kept()).isEqualTo(whole.kept());
        assertThatThrownBy(run::resume).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_process_goes_on_from_what_was_written_down() throws IOException {
        DryRunReport whole = dryRun(Runnable::run).run(mixed(), DryRunOptions.wholeStore());
        Cancellation cancellation = new Cancellation();
        UpcastDryRun first = dryRun(Runnable::run);
        List<String> written = new ArrayList<>();
        assertThatThrownBy(
                () -> cancellation.call(() -> first.run(mixed(), DryRunOptions.wholeStore().reporting(progress -> {
                    written.add(Json.write(first.state().orElseThrow()));
                    if (progress.done() > 512) {
                        cancellation.cancel();
                    }
                })))).isInstanceOf(ReadCancelled.class);

        List<Long> told = new ArrayList<>();
        DryRunReport resumed = dryRun(Runnable::run).resume(mixed(),
                DryRunOptions.wholeStore().reporting(progress -> told.add(progress.done())),
                Json.read(written.getLast()));

        assertThat(told.getFirst()).isGreaterThan(512L);
        assertThat(told.getLast()).isEqualTo(whole.read());
        assertThat(resumed.rows()).isEqualTo(whole.rows());
        assertThat(resumed.reasons()).isEqualTo(whole.reasons());
        assertThat(resumed.kept()).isEqualTo(whole.kept());
        assertThat(resumed.read()).isEqualTo(whole.read());
    }

    private static Upcasts mixed() {
        return Upcasts.of(RuleFile.parse("v.yaml", """
                upcasters:
                  - {type: ContentUpdated, from: 1, to: 2, rules: [{convert: {path: /size, to: number}}]}
                  - {type: Viewed, from: 1, to: 2, rules: [{convert: {path: /n, to: text}}]}
                """));
    }

    @Test
    void a_pace_holds_the_run_back() {
        Instant start = clock().instant();

        dryRun(Runnable::run).run(visits(), DryRunOptions.wholeStore().at(DryRunPace.perSecond(5_000, clock())));

        assertThat(Duration.between(start, clock().instant())).isGreaterThan(Duration.ofMillis(280));
    }

    @Test
    void u05_no_transaction_is_open_while_a_pace_holds_the_run_back() {
        List<Long> open = new ArrayList<>();

        dryRun(Runnable::run).run(visits(), DryRunOptions.wholeStore().at(_ -> open.add(openTransactions())));

        assertThat(open).hasSize(3).containsOnly(0L);
    }

    @Test
    void u05_seeded_bug_a_run_within_one_transaction_is_caught() {
        List<Long> open = new ArrayList<>();

        STORE.database().read(_ -> dryRun(Runnable::run).run(visits(),
                DryRunOptions.wholeStore().at(_ -> open.add(openTransactions()))));

        assertThat(open).contains(1L);
    }

    /// Transactions on this store but the one that asks.
    private static long openTransactions() {
        return STORE.database().read(tx -> tx.query("""
                select count(*) as n from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
                  and backend_type = 'client backend'""", row -> row.longValue("n")).getFirst());
    }

    @Test
    void a_chain_with_a_problem_is_not_run() {
        Upcasts broken = Upcasts.of(RuleFile.parse("r.yaml", """
                upcasters:
                - {type: T, from: 1, to: 2, rules: []}
                - {type: T, from: 1, to: 3, rules: []}
                """));

        assertThatThrownBy(() -> dryRun(Runnable::run).run(broken, DryRunOptions.wholeStore()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("two ways from version 1");
    }

    private static Upcasts visits() {
        return Upcasts.of(RuleFile.parse("v.yaml",
                "upcasters: [{type: Viewed, from: 1, to: 2, rules: [{add: {path: /by, default: null}}]}]"));
    }

    private static UpcastDryRun dryRun(Executor workers) {
        return new UpcastDryRun(STORE.reader(), workers, clock());
    }

    private static Clock clock() {
        return Clock.systemUTC();
    }

    private static String checksum() {
        return STORE.database().read(tx -> tx.query("""
                select md5(string_agg(e::text, '|' order by position)) as sum
                from eventscope.event e""", row -> row.string("sum")).getFirst());
    }

    private static void append(String stream, int schemaVersion, String payload) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(),
                NewEvent.of("ContentUpdated", Payload.json(payload)).withSchemaVersion(schemaVersion)));
    }
}
