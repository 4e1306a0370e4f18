package dev.eventscope.store.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T05 of the promises: a subscriber that reads up to the settled position is never passed by an event.
///
/// Two or three sessions are scripted and interleaved by this one thread; a subscriber reads in between. The seeded bug is
/// the subscriber that trusts `position > last`: the same schedules must catch it.
class SettledPositionTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final List<List<String>> SCRIPTS = List.of(
            List.of("begin", "insert", "commit"),
            List.of("begin", "insert", "rollback"),
            List.of("begin", "insert", "insert", "commit"),
            List.of("begin", "insert", "prepare", "commit prepared"),
            List.of("begin", "savepoint", "insert", "rollback to", "commit"));

    /// Reads what a way of bounding says is safe, and remembers what it delivered.
    private static final class Subscriber {
        private final Supplier<OptionalLong> bound;
        private final List<EventHeader> delivered = new ArrayList<>();
        private long last;

        Subscriber(long start, Supplier<OptionalLong> bound) {
            this.last = start;
            this.bound = bound;
        }

        void read() {
            OptionalLong upTo = bound.get();
            if (upTo.isEmpty() || upTo.getAsLong() <= last) {
                return;
            }
            List<EventHeader> page = STORE.reader().readHeaders(EventQuery.forward(EventScope.all(), 1_000).in(
                    new EventRange.Orders(OrderToken.of(last), OrderToken.of(upTo.getAsLong()))));
            delivered.addAll(page);
            last = Math.max(last, page.isEmpty() ? last : page.getLast().order().position());
        }
    }

    /// One scripted session on a connection of its own.
    private static final class Session implements AutoCloseable {
        private final Connection connection;
        private final String stream;
        private int version;
        private int savedVersion;

        Session(String stream) throws SQLException {
            this.connection = STORE.database().dataSource().getConnection();
            this.stream = stream;
        }

        void run(String step) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                switch (step) {
                    case "insert" -> {
                        version++;
                        statement.execute("insert into eventscope.event (event_id, stream, category, version, type,"
                                + " schema_version, payload, metadata, occurred_at) values (gen_random_uuid(), '"
                                + stream + "', 't', " + version + ", 'A', 1, '{}', '{}', now())");
                    }
                    case "savepoint" -> {
                        savedVersion = version;
                        statement.execute("savepoint s");
                    }
                    case "rollback to" -> {
                        version = savedVersion;
                        statement.execute("rollback to s");
                    }
                    case "prepare" -> statement.execute("prepare transaction '" + stream + "'");
                    case "commit prepared" -> statement.execute("commit prepared '" + stream + "'");
                    default -> statement.execute(step);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Test
    void t05_no_event_is_skipped_in_any_order_of_two_sessions() throws SQLException {
        int[] missed = new int[2];
        int schedules = 0;
        for (int a = 0; a < SCRIPTS.size(); a++) {
            for (int b = a; b < SCRIPTS.size(); b++) {
                for (List<Integer> order : interleavings(SCRIPTS.get(a).size(), SCRIPTS.get(b).size())) {
                    String name = "two-" + schedules++;
                    if (schedules % every() > 0) {
                        continue;
                    }
                    run(name, List.of(SCRIPTS.get(a), SCRIPTS.get(b)), order, _ -> true, missed);
                }
            }
        }

        System.out.println("T05: " + schedules + " schedules of 2 sessions, missed " + missed[0] + ", naive missed "
                + missed[1]);
        assertThat(missed[0]).isZero();
        assertThat(missed[1]).as("the seeded bug is caught").isPositive();
    }

    @Test
    void t05_no_event_is_skipped_by_seeded_schedules_of_three_sessions() throws SQLException {
        Trials trials = Trials.of("T05", 2_000, 20_000);
        Random random = trials.random();
        int[] missed = new int[2];
        for (int trial = 0; trial < trials.count() / every(); trial++) {
            List<List<String>> scripts = new ArrayList<>();
            List<Integer> order = new ArrayList<>();
            for (int s = 0; s < 3; s++) {
                scripts.add(SCRIPTS.get(random.nextInt(SCRIPTS.size())));
                for (int i = 0; i < scripts.getLast().size(); i++) {
                    order.add(s);
                }
            }
            java.util.Collections.shuffle(order, random);
            run("three-" + trial, scripts, order, _ -> random.nextInt(3) > 0, missed);
        }

        assertThat(missed[0]).as(trials.toString()).isZero();
        assertThat(missed[1]).as("the seeded bug is caught, " + trials).isPositive();
    }

    @Test
    void an_appender_that_holds_delivery_back_is_named() throws SQLException {
        SettledPosition settled = new SettledPosition(STORE.database());
        try (Session stuck = new Session("stuck")) {
            stuck.run("begin");
            stuck.run("insert");

            OptionalLong while_it_runs = settled.advance();
            List<SettledPosition.Holder> holders = settled.holding();
            stuck.run("rollback");

            assertThat(while_it_runs).isEmpty();
            assertThat(holders).hasSize(1);
            assertThat(holders.getFirst().pid()).isPositive();
            assertThat(holders.getFirst().query()).contains("insert into eventscope.event");
            assertThat(settled.advance()).isPresent();
        }
    }

    @Test
    void sessions_that_never_append_stall_nothing() throws SQLException {
        try (Connection idle = STORE.database().dataSource().getConnection();
                Statement statement = idle.createStatement()) {
            statement.execute("begin; select txid_current(); select pg_advisory_xact_lock(42)");

            assertThat(new SettledPosition(STORE.database()).advance()).isPresent();

            statement.execute("rollback");
        }
    }

    @Test
    void a_sequence_that_was_set_and_not_yet_drawn_from_settles_below_its_next_value() {
        STORE.execute("select setval('eventscope.event_position', 1000000, false)");

        assertThat(new SettledPosition(STORE.database()).advance()).hasValue(999_999);
    }

    /// Of how many schedules one is tried.
    int every() {
        return 1;
    }

    private static void run(String name, List<List<String>> scripts, List<Integer> order,
            java.util.function.IntPredicate reads, int[] missed) throws SQLException {
        long start = head();
        SettledPosition position = new SettledPosition(STORE.database());
        Subscriber proved = new Subscriber(start, position::advance);
        Subscriber naive = new Subscriber(start, () -> OptionalLong.of(Long.MAX_VALUE));
        List<Session> sessions = new ArrayList<>();
        try {
            for (int s = 0; s < scripts.size(); s++) {
                sessions.add(new Session(name + "-" + s));
            }
            int[] next = new int[scripts.size()];
            for (int i = 0; i < order.size(); i++) {
                int s = order.get(i);
                sessions.get(s).run(scripts.get(s).get(next[s]++));
                if (reads.test(i)) {
                    proved.read();
                    naive.read();
                }
            }
        } finally {
            for (Session session : sessions) {
                session.close();
            }
        }
        proved.read();
        proved.read();
        naive.read();
        List<String> committed = ids(STORE.reader().readHeaders(EventQuery.forward(EventScope.all(), 1_000).in(
                EventRange.after(OrderToken.of(start)))));
        missed[0] += missing(committed, proved.delivered);
        missed[1] += missing(committed, naive.delivered);
        assertThat(ids(proved.delivered)).as(name).doesNotHaveDuplicates();
        assertInOrder(proved.delivered);
    }

    private static int missing(List<String> committed, List<EventHeader> delivered) {
        List<String> left = new ArrayList<>(committed);
        left.removeAll(ids(delivered));
        return left.size();
    }

    private static void assertInOrder(List<EventHeader> delivered) {
        Map<String, Long> versions = new HashMap<>();
        for (EventHeader header : delivered) {
            Long before = versions.put(header.stream().name(), header.version());
            assertThat(before == null || before < header.version()).as("order within " + header.stream()).isTrue();
        }
    }

    private static List<String> ids(List<EventHeader> headers) {
        return headers.stream().map(EventHeader::id).toList();
    }

    private static long head() {
        OrderToken last = STORE.reader().readHead().last();
        return last == null ? 0 : last.position();
    }

    private static List<List<Integer>> interleavings(int a, int b) {
        if (a == 0 && b == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        if (a > 0) {
            interleavings(a - 1, b).forEach(rest -> all.add(prepend(0, rest)));
        }
        if (b > 0) {
            interleavings(a, b - 1).forEach(rest -> all.add(prepend(1, rest)));
        }
        return all;
    }

    private static List<Integer> prepend(int first, List<Integer> rest) {
        List<Integer> list = new ArrayList<>(rest.size() + 1);
        list.add(first);
        list.addAll(rest);
        return list;
    }
}
