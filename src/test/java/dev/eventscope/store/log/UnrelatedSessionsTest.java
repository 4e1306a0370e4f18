package dev.eventscope.store.log;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// T07 of the promises: sessions that do not append stall no subscriber, and one that appended and hangs is named.
///
/// The seeded bug is the usual bound, "everything below the oldest running transaction" (`pg_snapshot_xmin`): the same
/// sessions must be seen to stall it.
class UnrelatedSessionsTest {

    private static final Duration LAG = Duration.ofSeconds(2);

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /// A session that has nothing to do with the log, and stays.
    enum Unrelated {
        IDLE_IN_TRANSACTION("begin; create temporary table t (x int); select txid_current()", "rollback",
                true), OTHER_DATABASE("begin; select pg_advisory_xact_lock_shared(4996272385172718851)", "rollback",
                        false), OTHER_ADVISORY_LOCKS(
                                "begin; select txid_current(), pg_advisory_xact_lock(42), pg_advisory_xact_lock(42, 43),"
                                        + " pg_advisory_xact_lock_shared(1163284301, 1397965123)",
                                "rollback", true), ABANDONED_TWO_PHASE(
                                        "begin; create table abandoned (x int); prepare transaction 'abandoned'",
                                        "rollback prepared 'abandoned'", true);

        private final String enter;
        private final String leave;
        private final boolean stallsTheUsualBound;

        Unrelated(String enter, String leave, boolean stallsTheUsualBound) {
            this.enter = enter;
            this.leave = leave;
            this.stallsTheUsualBound = stallsTheUsualBound;
        }
    }

    @ParameterizedTest
    @EnumSource
    void t07_a_session_that_never_appends_stalls_nothing(Unrelated kind) throws SQLException {
        ConnectionSpec where = kind == Unrelated.OTHER_DATABASE ? TestServer.newStore() : STORE.spec();
        SettledPosition settled = new SettledPosition(STORE.database());
        try (Connection session = connect(where); Statement statement = session.createStatement()) {
            statement.execute(kind.enter);
            try {
                long last = append().lastPosition();

                assertThat(reaches(last, settled::advance)).as("T07 " + kind).isTrue();
                assertThat(settled.holding()).isEmpty();
                if (kind.stallsTheUsualBound) {
                    assertThat(belowOldestTransaction()).as("the seeded bug is caught").isLessThan(last);
                }
            } finally {
                statement.execute(kind.leave);
            }
        }
    }

    @Test
    void t07_an_appender_that_hangs_is_named_by_its_process_and_query() throws SQLException {
        SettledPosition settled = new SettledPosition(STORE.database());
        try (Connection session = connect(STORE.spec()); Statement statement = session.createStatement()) {
            statement.execute("begin");
            statement.execute(insert("hangs"));

            List<SettledPosition.Holder> holding = settled.holding();
            boolean settles = reaches(append().lastPosition(), settled::advance);
            statement.execute("rollback");

            assertThat(settles).isFalse();
            assertThat(holding).singleElement().satisfies(holder -> {
                assertThat(holder.pid()).isPositive();
                assertThat(holder.gid()).isNull();
                assertThat(holder.ageSeconds()).isBetween(0L, 10L);
                assertThat(holder.sentence()).contains("process " + holder.pid(), "insert into eventscope.event");
            });
        }
    }

    @Test
    void t07_a_prepared_appender_is_named_by_its_gid_even_after_its_session_has_gone() throws SQLException {
        SettledPosition settled = new SettledPosition(STORE.database());
        try (Connection session = connect(STORE.spec()); Statement statement = session.createStatement()) {
            statement.execute("begin");
            statement.execute(insert("forgotten"));
            statement.execute("prepare transaction 'forgotten'");
            statement.execute("begin; select txid_current()"); // the same session goes on with other things
        }
        append();

        List<SettledPosition.Holder> holding = settled.holding();
        OptionalLong while_it_waits = settled.advance();
        STORE.execute("rollback prepared 'forgotten'");

        assertThat(while_it_waits).isEmpty();
        assertThat(holding).singleElement().satisfies(holder -> {
            assertThat(holder.gid()).isEqualTo("forgotten");
            assertThat(holder.pid()).isZero();
            assertThat(holder.ageSeconds()).isBetween(0L, 10L);
            assertThat(holder.sentence()).contains("prepared transaction 'forgotten'");
        });
        assertThat(reaches(append().lastPosition(), settled::advance)).isTrue();
    }

    private static boolean reaches(long position, Supplier<OptionalLong> bound) {
        try {
            await("settled up to " + position).atMost(LAG).pollInterval(Duration.ofMillis(20))
                    .until(() -> bound.get().orElse(-1) >= position);
            return true;
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return false;
        }
    }

    /// The highest position whose transaction is older than any that runs: what `xid < pg_snapshot_xmin` would deliver.
    private static long belowOldestTransaction() {
        return STORE.database().read(tx -> tx.query("""
                select coalesce(max(position), 0) as position
                from eventscope.event
                where xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint""",
                row -> row.longValue("position"))).getFirst();
    }

    private static Appended append() {
        return STORE.appender().append(AppendRequest.of(new StreamId("lag"), ExpectedVersion.any(),
                NewEvent.of("A", Payload.json("{}"))));
    }

    private static String insert(String stream) {
        return "insert into eventscope.event (event_id, stream, category, version, type, schema_version, payload,"
                + " metadata, occurred_at) values (gen_random_uuid(), '" + stream + "', 't', 1, 'A', 1, '{}', '{}',"
                + " now())";
    }

    private static Connection connect(ConnectionSpec spec) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + spec.host() + ":" + spec.port() + "/" + spec.database(), spec.user(), "");
    }
}
