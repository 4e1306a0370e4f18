package dev.eventscope.store.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.testkit.Pooled;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// T12 of the promises: everything works behind a pooler that gives each transaction another session.
///
/// The trials of the store run once more, through such a pooler. The seeded bug is a limit that is set for the session,
/// not for the transaction.
@Pooled
class BehindPoolerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String LIMIT = "select current_setting('statement_timeout') as value";
    private static final int TRANSACTIONS = 20;

    @Nested
    @Pooled
    class TheLog extends EventLogTest {}

    @Nested
    @Pooled
    class UnknownOutcomes extends UnknownOutcomeTest {}

    @Nested
    @Pooled
    class Winners extends OneWinnerTest {}

    @Nested
    @Pooled
    class Settling extends SettledPositionTest {

        @Override
        int every() {
            return 20;
        }
    }

    @Nested
    @Pooled
    class Payloads extends PayloadFidelityTest {}

    @Nested
    @Pooled
    class TimeOuts extends TimeOutTest {}

    @Test
    void t12_limits_hold_in_every_transaction() {
        assertThat(transactionsWithout("5s", () -> STORE.database().read(tx -> tx.query(LIMIT,
                row -> row.string("value"))).getFirst())).isZero();
    }

    @Test
    void t12_a_limit_of_the_session_is_found_to_be_missing() throws SQLException {
        try (Connection connection = STORE.database().dataSource().getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set statement_timeout = '5s'");
            }

            assertThat(transactionsWithout("5s", () -> {
                try (Statement statement = connection.createStatement(); var rows = statement.executeQuery(LIMIT)) {
                    rows.next();
                    return rows.getString("value");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            })).as("the seeded bug is caught").isPositive();
        }
    }

    private static long transactionsWithout(String limit, Supplier<String> limitOfATransaction) {
        return IntStream.range(0, TRANSACTIONS).filter(_ -> !limitOfATransaction.get().equals(limit)).count();
    }
}
