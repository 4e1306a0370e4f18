package dev.eventscope.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.Appended;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// T14 of the promises for an append that is a transaction by itself, and so has no statement time-out of the server's: it
/// ends within its limit, says whether anything was kept, and leaves the pool usable.
///
/// The seeded bug is the same append without anybody who looks at the time.
class DeadlinesTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private Connection holder;

    @BeforeEach
    void hold() throws SQLException {
        holder = STORE.database().dataSource().getConnection();
        holder.setAutoCommit(false);
    }

    @AfterEach
    void release() throws SQLException {
        holder.rollback();
        holder.setAutoCommit(true);
        holder.close();
        writers.close();
    }

    @Test
    void t14_an_append_that_a_lock_keeps_waiting_is_stopped_and_nothing_of_it_is_kept() throws SQLException {
        EventAppender appender = appender(LIMIT, Duration.ofSeconds(30));
        AppendRequest request = held("stopped");

        CompletableFuture<Appended> append = start(appender, request);

        assertThat(failureOf(append)).isInstanceOf(StoreTimedOut.class)
                .hasMessageStartingWith("the append took longer than 300 ms and nothing of it was kept");
        holder.rollback();
        assertThat(countOf("stopped")).isEqualTo(1);
        assertThat(appender.append(request).repeated()).isFalse();
    }

    @Test
    void t14_an_append_that_the_server_does_not_answer_is_given_up_and_can_be_sent_again() throws Exception {
        AppendRequest request = held("frozen");
        CompletableFuture<Appended> append = start(appender(Duration.ofSeconds(2), LIMIT), request);
        await("the append waits for the lock").atMost(2, SECONDS).until(() -> waiting() != null);
        int backend = waiting().pid();

        signal("STOP", backend);
        try {
            assertThat(failureOf(append)).isInstanceOf(StoreUnreachable.class)
                    .hasMessageContaining("whether it was kept is not known: send the same request again");
        } finally {
            holder.rollback();
            signal("CONT", backend);
        }

        assertThat(STORE.appender().append(request).version()).isEqualTo(2);
        assertThat(countOf("frozen")).isEqualTo(2);
    }

    @Test
    void t14_without_anybody_who_looks_it_waits_on() throws SQLException {
        CompletableFuture<Appended> append = start(appender(NEVER, NEVER), held("endless"));

        await("the append waits for three times its limit").atMost(5, SECONDS)
                .until(() -> append.isDone() || waiting() != null && waiting().ms() > 3 * LIMIT.toMillis());

        assertThat(append).as("the seeded bug is caught").isNotDone();
        holder.rollback();
        assertThat(append.join().version()).isEqualTo(2);
    }

    private static EventAppender appender(Duration limit, Duration patience) {
        return new EventAppender(Database.over(STORE.spec(), Access.READ_WRITE, STORE.database().dataSource(),
                new Deadlines(limit, patience)));
    }

    /// An append to a stream whose row is locked.
    private AppendRequest held(String stream) throws SQLException {
        STORE.appender().append(request(stream));
        try (Statement statement = holder.createStatement()) {
            statement.execute("select from eventscope.stream where name = '" + stream + "' for update");
        }
        return request(stream);
    }

    private static AppendRequest request(String stream) {
        return AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), NewEvent.of("A", Payload.json("{}")));
    }

    private CompletableFuture<Appended> start(EventAppender appender, AppendRequest request) {
        return CompletableFuture.supplyAsync(() -> appender.append(request), writers);
    }

    private static Throwable failureOf(CompletableFuture<Appended> append) {
        return assertThat(append).failsWithin(5, SECONDS).withThrowableThat().actual().getCause();
    }

    /// A session that waits for a lock, and for how long its statement has run.
    private record Waiter(int pid, long ms) {}

    private static @Nullable Waiter waiting() {
        return STORE.database().read(tx -> tx.queryOne("""
                select pid, (extract(epoch from clock_timestamp() - query_start) * 1000)::bigint as ms
                from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'""",
                row -> new Waiter(row.intValue("pid"), row.longValue("ms")))).orElse(null);
    }

    private static long countOf(String stream) {
        return STORE.reader().countEvents(EventScope.stream(new StreamId(stream))).value();
    }

    private static void signal(String name, int pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Integer.toString(pid)).start().waitFor()).isZero();
    }
}
