package dev.eventscope.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.testkit.TestStore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// T14 of the promises for reads of a server process that is stopped in the middle of one: they end in one sentence, and the
/// pool is usable.
///
/// The seeded bug is the same read without a bound on silence.
class FrozenServerTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final String SENTENCE = "has stopped answering, and the read was given up: look whether the server"
            + " hangs, then try again";
    /// More than sockets hold.
    private static final String MUCH = "select pg_backend_pid(), repeat('x', 100000) from generate_series(1, 1000)";

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final AtomicInteger frozen = new AtomicInteger();

    @AfterEach
    void thaw() {
        if (frozen.get() != 0) {
            signal("CONT", frozen.get());
        }
        readers.close();
    }

    @Test
    void t14_a_query_that_a_frozen_server_does_not_answer_is_given_up() {
        Database database = database(PATIENCE);

        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readFrozen(database), readers);

        assertThat(failureOf(read)).isInstanceOf(StoreUnreachable.class).hasMessageEndingWith(SENTENCE);
        assertThat(answers(database)).isEqualTo(1);
    }

    @Test
    void t14_a_copy_that_a_frozen_server_does_not_go_on_with_is_given_up() {
        Database database = database(PATIENCE);

        CompletableFuture<Copied<Integer>> copy = CompletableFuture.supplyAsync(
                () -> database.copy(MUCH, Long.MAX_VALUE, this::freeze), readers);

        assertThat(failureOf(copy)).isInstanceOf(StoreUnreachable.class).hasMessageEndingWith(SENTENCE);
        assertThat(answers(database)).isEqualTo(1);
    }

    @Test
    void t14_without_a_bound_on_silence_it_waits_on() {
        Database database = database(NEVER);

        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readFrozen(database), readers);
        await("the server is frozen").atMost(5, SECONDS).until(() -> frozen.get() != 0);

        long since = System.nanoTime();
        await("three times as long as it would take").atMost(10, SECONDS).until(() -> read.isDone()
                || System.nanoTime() - since > LIMIT.plus(PATIENCE).multipliedBy(3).toNanos());
        assertThat(read).as("the seeded bug is caught").isNotDone();
        signal("CONT", frozen.get());
        assertThat(read).succeedsWithin(5, SECONDS).isEqualTo(1);
    }

    @Test
    void a_statement_that_takes_too_long_is_stopped_by_the_server_and_the_connection_stays() {
        Database database = database(PATIENCE);

        assertThatThrownBy(() -> database.read(LIMIT, tx -> tx.query("select 1 as n from pg_sleep(60)",
                row -> row.intValue("n")))).isInstanceOf(StoreTimedOut.class);

        assertThat(answers(database)).isEqualTo(1);
    }

    private static Database database(Duration patience) {
        return Database.over(STORE.spec(), Access.READ_ONLY, STORE.database().dataSource(),
                new Deadlines(LIMIT, patience));
    }

    /// A transaction whose second query finds the server frozen.
    private int readFrozen(Database database) {
        return database.read(LIMIT, tx -> {
            stop(tx.query("select pg_backend_pid() as pid", row -> row.intValue("pid")).getFirst());
            return tx.query("select 1 as n", row -> row.intValue("n")).getFirst();
        });
    }

    private int freeze(CopiedRow row) {
        int pid = row.intValue();
        if (frozen.get() == 0) {
            stop(pid);
        }
        return pid;
    }

    private void stop(int pid) {
        signal("STOP", pid);
        frozen.set(pid);
    }

    private static int answers(Database database) {
        return database.read(tx -> tx.query("select 1 as n", row -> row.intValue("n"))).getFirst();
    }

    private static Throwable failureOf(CompletableFuture<?> read) {
        return assertThat(read).failsWithin(10, SECONDS).withThrowableThat().actual().getCause();
    }

    private static void signal(String name, int pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Integer.toString(pid)).start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
