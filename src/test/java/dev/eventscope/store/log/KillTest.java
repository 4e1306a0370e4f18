package dev.eventscope.store.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.embedded.OwnServer;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T01 of the promises: an append that was acknowledged is there after the whole server was killed at any instant.
///
/// The seeded bug is a server that acknowledges before the log is on disk (`synchronous_commit = off`): the same kills and
/// the same comparison must find lost appends. A kill just after a flush loses nothing, so it may take some.
class KillTest {

    private static final int WRITERS = 8;
    private static final int SHARED_STREAMS = 3;

    @TempDir
    private Path folder;

    /// What came of all kills.
    private record Tally(int acknowledged, int unknown, int lost, int phantom) {}

    @Test
    void t01_what_was_acknowledged_survives_the_kill_of_the_whole_server() throws Exception {
        Trials trials = Trials.of("T01", 10, 300);
        try (OwnServer server = OwnServer.make(folder, Map.of())) {
            Tally tally = new Kills(server, trials.random()).run(trials.count());

            System.out.println("T01: " + tally);
            assertThat(tally.lost()).as(trials + ", " + tally).isZero();
            assertThat(tally.phantom()).as(trials + ", " + tally).isZero();
            assertThat(tally.unknown()).as("kills that were felt").isPositive();
        }
    }

    @Test
    void t01_appends_lost_by_a_server_that_acknowledges_too_early_are_noticed() throws Exception {
        try (OwnServer server = OwnServer.make(folder,
                Map.of("synchronous_commit", "off", "wal_writer_delay", "10s", "wal_writer_flush_after", "0"))) {
            Trials trials = Trials.of("T01 seeded bug, at most", 10, 30);
            Kills kills = new Kills(server, trials.random());
            kills.durable = false;

            assertThat(kills.run(trials.count()).lost()).as("the seeded bug is caught").isPositive();
        }
    }

    /// One server that is killed again and again, and what its writers were told.
    private static final class Kills {
        private final OwnServer server;
        private final Random random;
        private final Map<UUID, AppendRequest> asked = new ConcurrentHashMap<>();
        private final Map<UUID, Appended> acknowledged = new ConcurrentHashMap<>();
        private boolean durable = true;

        Kills(OwnServer server, Random random) {
            this.server = server;
            this.random = random;
        }

        Tally run(int kills) throws Exception {
            int unknown = 0;
            int lost = 0;
            int phantom = 0;
            server.start();
            try (Database database = open()) {
                Schema.migrate(database);
            }
            for (int kill = 0; kill < kills && lost == 0; kill++) {
                try (HikariDataSource pool = pool()) {
                    Database database = Database.over(server.spec("postgres"), Access.READ_WRITE, pool);
                    assertDurable(database);
                    writeUntilKilled(database, kill);
                }
                server.start();
                try (Database database = open()) {
                    List<EventHeader> found = events(database);
                    lost += lost(found);
                    phantom += phantom(found);
                    unknown += resolve(database);
                    assertContiguous(events(database));
                }
            }
            return new Tally(acknowledged.size(), unknown, lost, phantom);
        }

        private Database open() {
            return Database.open(server.spec("postgres"), Access.READ_WRITE, Passwords.none());
        }

        /// A pool that gives up soon when the server has gone.
        private HikariDataSource pool() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + server.spec("postgres").port() + "/postgres");
            pool.setUsername("postgres");
            pool.setMaximumPoolSize(WRITERS);
            pool.setConnectionTimeout(300);
            return pool;
        }

        /// The guard of this trial: with any of these off it would prove nothing.
        private void assertDurable(Database database) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                String value = database.read(tx -> tx.query("select current_setting(?) as value",
                        row -> row.string("value"), setting)).getFirst();
                assertThat(value).as(setting).isEqualTo(
                        setting.equals("synchronous_commit") && !durable ? "off" : "on");
            }
        }

        private void writeUntilKilled(Database database, int kill) throws Exception {
            EventAppender appender = new EventAppender(database);
            try (ExecutorService executor = Executors.newCachedThreadPool();
                    QueuedAppender queue = new QueuedAppender(appender, executor)) {
                List<Future<?>> writers = new ArrayList<>();
                for (int w = 0; w < WRITERS; w++) {
                    Random own = new Random(random.nextLong());
                    boolean queued = w % 2 == 0;
                    String name = "own-" + kill + "-" + w;
                    writers.add(executor.submit(() -> write(own, name,
                            request -> queued ? queue.submit(request).get() : appender.append(request))));
                }
                LockSupport.parkNanos(Duration.ofMillis(150 + random.nextInt(600)).toNanos());
                server.kill();
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }
        }

        private interface Append {
            Appended append(AppendRequest request) throws InterruptedException, ExecutionException;
        }

        /// Appends until the server does not answer any more. Writers of one stream do not know of each other.
        private Void write(Random own, String name, Append append) throws InterruptedException {
            while (true) {
                StreamId stream = new StreamId(own.nextInt(4) == 0 ? "shared-" + own.nextInt(SHARED_STREAMS) : name);
                AppendRequest request = AppendRequest.of(stream, ExpectedVersion.any(),
                        IntStream.rangeClosed(0, own.nextInt(3)).mapToObj(i -> NewEvent.of("A",
                                Payload.json("{\"n\":" + i + "}"))).toArray(NewEvent[]::new));
                asked.put(request.appendId(), request);
                try {
                    acknowledged.put(request.appendId(), append.append(request));
                } catch (ExecutionException | StoreException gone) {
                    return null;
                }
            }
        }

        private static List<EventHeader> events(Database database) {
            List<EventHeader> events = new ArrayList<>();
            new LogReader(database).scanHeaders(EventScope.all(), EventRange.EVERYTHING, events::add);
            return events;
        }

        /// Acknowledged events that are not where the answer said: first and last by position, all by version.
        private int lost(List<EventHeader> found) {
            Map<String, EventHeader> byId = new HashMap<>();
            found.forEach(event -> byId.put(event.id(), event));
            int lost = 0;
            for (Map.Entry<UUID, Appended> answer : acknowledged.entrySet()) {
                List<EventHeader> there = eventsOf(answer.getKey()).stream()
                        .map(event -> byId.get(event.id().toString()))
                        .filter(java.util.Objects::nonNull).toList();
                lost += answered(there).equals(List.of(answer.getValue())) ? 0 : 1;
            }
            return lost;
        }

        /// The answer that these events of one append stand for, none where there are no events.
        private static List<Appended> answered(List<EventHeader> there) {
            return there.isEmpty()
                    ? List.of()
                    : List.of(new Appended(there.getFirst().order().position(),
                            there.getLast().order().position(),
                            List.of(new Appended.StreamVersions(there.getFirst().stream(),
                                    version(there.getFirst()), version(there.getLast()))),
                            false));
        }

        private static long version(EventHeader event) {
            return java.util.Objects.requireNonNull(event.version());
        }

        /// Events that nobody asked for, and appends of which only a part is there.
        private int phantom(List<EventHeader> found) {
            Set<String> left = new HashSet<>(found.stream().map(EventHeader::id).toList());
            int phantom = 0;
            for (UUID request : asked.keySet()) {
                List<String> ids = eventsOf(request).stream().map(event -> event.id().toString()).toList();
                long there = ids.stream().filter(left::remove).count();
                phantom += there == 0 || there == ids.size() ? 0 : 1;
            }
            return phantom + left.size();
        }

        /// Sends again what had no answer: each is recorded once, whatever had become of it.
        private int resolve(Database database) {
            EventAppender appender = new EventAppender(database);
            List<UUID> open = asked.keySet().stream().filter(id -> !acknowledged.containsKey(id)).toList();
            for (UUID id : open) {
                Appended answer = appender.append(request(id));
                acknowledged.put(id,
                        new Appended(answer.firstPosition(), answer.lastPosition(), answer.streams(), false));
            }
            return open.size();
        }

        private static void assertContiguous(List<EventHeader> found) {
            Map<String, Long> versions = new HashMap<>();
            for (EventHeader event : found) {
                assertThat(event.version()).as(event.stream().name())
                        .isEqualTo(versions.merge(event.stream().name(), 1L, Long::sum));
            }
        }

        private List<NewEvent> eventsOf(UUID request) {
            return request(request).streams().getFirst().events();
        }

        private AppendRequest request(UUID id) {
            return java.util.Objects.requireNonNull(asked.get(id));
        }
    }
}
