package dev.eventscope.store.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreTimedOut;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T14 of the promises: a statement or a wait for a lock that runs into its time-out fails by its type, takes everything of
/// its transaction back, and leaves the connection usable.
///
/// The seeded bug is a transaction that ends with a commit of what was done before the time-out.
class TimeOutTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /// How the trials ended.
    private record Tally(int appended, int timedOut, int untyped, int left) {}

    @Test
    void t14_time_outs_are_typed_and_take_everything_back() throws SQLException {
        Trials trials = Trials.of("T14", 200, 20_000);

        Tally tally = run(trials, "typed", work -> STORE.database().write(tx -> {
            work.apply(tx);
            return null;
        }));

        System.out.println("T14: " + tally);
        assertThat(tally.untyped()).as(trials + ", " + tally).isZero();
        assertThat(tally.left()).as(trials + ", " + tally).isZero();
        assertThat(tally.timedOut()).as(trials + ", " + tally).isBetween(trials.count() / 5, trials.count() - 1);
        assertThat(tally.appended()).as(trials + ", " + tally).isPositive();
        assertThat(sessionsLeftInATransaction()).isZero();
    }

    @Test
    void t14_what_a_forgotten_rollback_leaves_is_noticed() throws SQLException {
        Trials trials = Trials.of("T14 seeded bug", 20, 20);

        Tally tally = run(trials, "kept", work -> STORE.database().write(tx -> {
            tx.update("savepoint swallowed");
            try {
                work.apply(tx);
            } catch (StoreTimedOut swallowed) {
                tx.update("rollback to swallowed");
                return swallowed; // and what was done before stays
            }
            return null;
        }));

        assertThat(tally.left() + tally.untyped()).as("the seeded bug is caught, " + tally).isPositive();
    }

    /// A way of running work in a transaction.
    private interface Transactions {
        void run(Function<Tx, Appended> work);
    }

    private static Tally run(Trials trials, String name, Transactions transactions) throws SQLException {
        Random random = trials.random();
        int appended = 0;
        int timedOut = 0;
        int untyped = 0;
        int left = 0;
        StreamId held = new StreamId(name + "-held");
        append(held);
        try (Connection holder = STORE.database().dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            statement.execute("begin; select from eventscope.stream where name = '" + held + "' for update");
            for (int trial = 0; trial < trials.count(); trial++) {
                StreamId own = new StreamId(name + "-" + trial);
                int kind = random.nextInt(3);
                int limitMs = 1 + random.nextInt(50);
                int workMs = random.nextInt(60);
                boolean thrown = false;
                try {
                    transactions.run(tx -> {
                        Appended first = EventAppender.append(tx, request(own));
                        tx.update("set local " + (kind == 0 ? "lock_timeout" : "statement_timeout") + " = " + limitMs);
                        if (kind == 2) {
                            tx.query("select 1 as one from pg_sleep(" + workMs / 1_000.0 + ")",
                                    row -> row.intValue("one"));
                            return first;
                        }
                        return EventAppender.append(tx, request(held));
                    });
                } catch (StoreTimedOut expected) {
                    thrown = true;
                } catch (StoreException other) {
                    thrown = true;
                    untyped++;
                }
                long events = STORE.reader().countEvents(EventScope.stream(own)).value();
                boolean mustFail = kind < 2 || workMs > limitMs + 20;
                timedOut += thrown ? 1 : 0;
                appended += thrown ? 0 : 1;
                left += thrown && events > 0 || !thrown && (events != 1 || mustFail) ? 1 : 0;
            }
            statement.execute("rollback");
        }
        assertThat(append(held).version()).as("the stream that was held").isEqualTo(2);
        return new Tally(appended, timedOut, untyped, left);
    }

    private static long sessionsLeftInATransaction() {
        return STORE.database().read(tx -> tx.query("""
                select count(*) as n
                from pg_stat_activity
                where datname = current_database() and state like 'idle in transaction%'""",
                row -> row.longValue("n"))).getFirst();
    }

    private static Appended append(StreamId stream) {
        return STORE.appender().append(request(stream));
    }

    private static AppendRequest request(StreamId stream) {
        return AppendRequest.of(stream, ExpectedVersion.any(), NewEvent.of("A", Payload.json("{}")));
    }
}
