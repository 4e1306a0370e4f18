package dev.eventscope.store.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// T06 of the promises: no event is skipped under load, whoever rolls back, sleeps in a transaction or is stopped.
///
/// The seeded bug is a subscriber that trusts `position > last`: under the same load it must be seen to miss events.
class UnderLoadTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int WRITERS = 12;
    private static final int STREAMS = 30;
    private static final int CI_SECONDS = 20;
    private static final int NIGHT_SECONDS = 3_600;

    @Test
    void t06_what_is_delivered_is_what_was_committed() throws Exception {
        Trials trials = Trials.of("T06 (seconds)", CI_SECONDS, NIGHT_SECONDS);
        Load load = new Load(trials);

        load.run();

        List<EventHeader> committed = load.committed();
        System.out
                .println("T06: " + committed.size() + " committed, " + load.rolledBack() + " appends rolled back, naive"
                        + " subscriber missed " + load.naive.missing(committed));
        assertThat(committed).extracting(EventHeader::id).containsAll(load.acknowledged);
        for (Subscriber subscriber : load.subscribers) {
            assertThat(subscriber.delivered).as(trials + ", " + subscriber.name).isEqualTo(committed);
        }
        assertThat(load.rolledBack()).isPositive();
        assertThat(load.naive.missing(committed)).as("the seeded bug is caught, " + trials).isPositive();
    }

    /// Reads on from what it delivered last, as far as its bound says.
    private static final class Subscriber {
        private final String name;
        private final Supplier<OptionalLong> bound;
        private final List<EventHeader> delivered = new ArrayList<>();
        private long last;

        Subscriber(String name, Supplier<OptionalLong> bound) {
            this.name = name;
            this.bound = bound;
        }

        /// Answers whether it has delivered everything up to a position.
        boolean read(long goal) {
            OptionalLong upTo = bound.get();
            if (upTo.isPresent() && upTo.getAsLong() > last) {
                List<EventHeader> page = STORE.reader().readHeaders(EventQuery.forward(EventScope.all(), 500).in(
                        new EventRange.Orders(last == 0 ? null : OrderToken.of(last),
                                OrderToken.of(upTo.getAsLong()))));
                delivered.addAll(page);
                last = page.isEmpty() ? last : page.getLast().order().position();
            }
            return last >= goal;
        }

        int missing(List<EventHeader> committed) {
            Set<String> left = new HashSet<>(committed.stream().map(EventHeader::id).toList());
            delivered.forEach(event -> left.remove(event.id()));
            return left.size();
        }
    }

    /// Writers of all kinds for some seconds, and subscribers beside them.
    private static final class Load {
        private final Random random;
        private final Duration length;
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final Map<Integer, Integer> rolledBack = new ConcurrentHashMap<>();
        private final List<Subscriber> subscribers = new ArrayList<>();
        private final Subscriber naive = new Subscriber("naive", () -> OptionalLong.of(Long.MAX_VALUE));
        private volatile boolean writing = true;
        private volatile long goal = Long.MAX_VALUE;

        Load(Trials trials) {
            this.random = trials.random();
            this.length = Duration.ofSeconds(trials.count());
            for (String name : List.of("one", "two", "three", "rebuild")) {
                SettledPosition settled = new SettledPosition(STORE.database());
                subscribers.add(new Subscriber(name, settled::advance));
            }
        }

        void run() throws Exception {
            try (ExecutorService executor = Executors.newCachedThreadPool()) {
                List<Future<?>> running = new ArrayList<>();
                for (int w = 0; w < WRITERS; w++) {
                    int writer = w;
                    Random own = new Random(random.nextLong());
                    running.add(executor.submit(() -> write(writer, own)));
                }
                List<Future<?>> reading = new ArrayList<>();
                subscribers.subList(0, 3).forEach(subscriber -> reading.add(executor.submit(() -> follow(subscriber))));
                reading.add(executor.submit(() -> follow(naive)));
                pause(length.dividedBy(2));
                reading.add(executor.submit(() -> follow(subscribers.getLast())));
                pause(length.dividedBy(2));
                writing = false;
                for (Future<?> writer : running) {
                    writer.get();
                }
                List<EventHeader> committed = committed();
                goal = committed.getLast().order().position();
                for (Future<?> reader : reading) {
                    reader.get();
                }
            }
        }

        List<EventHeader> committed() {
            List<EventHeader> events = new ArrayList<>();
            STORE.reader().scanHeaders(EventScope.all(), EventRange.EVERYTHING, events::add);
            assertContiguous(events);
            return events;
        }

        int rolledBack() {
            return rolledBack.values().stream().mapToInt(Integer::intValue).sum();
        }

        private Void follow(Subscriber subscriber) {
            while (!subscriber.read(goal)) {
                pause(Duration.ofMillis(5));
            }
            return null;
        }

        /// The last writer is stopped again and again in the middle of its transaction, as a whole process would be.
        private Void write(int writer, Random own) throws IOException, InterruptedException {
            while (writing) {
                AppendRequest request = request(own);
                boolean back = own.nextInt(10) == 0;
                Duration nap = Duration.ofMillis(own.nextInt(4) == 0 ? own.nextInt(30) : 0);
                boolean stop = writer == WRITERS - 1 && own.nextInt(10) == 0;
                try {
                    STORE.database().write(tx -> {
                        EventAppender.append(tx, request);
                        pause(nap);
                        if (stop) {
                            stopForAWhile(tx);
                        }
                        if (back) {
                            throw new ChangedMind();
                        }
                        return null;
                    });
                    request.streams().forEach(part -> part.events().forEach(
                            event -> acknowledged.add(event.id().toString())));
                } catch (ChangedMind expected) {
                    rolledBack.merge(writer, 1, Integer::sum);
                }
                pause(Duration.ofMillis(own.nextInt(8)));
            }
            return null;
        }

        private static AppendRequest request(Random own) {
            StreamId stream = new StreamId("load-" + own.nextInt(STREAMS));
            return AppendRequest.of(stream, ExpectedVersion.any(), IntStream.rangeClosed(0, own.nextInt(3))
                    .mapToObj(_ -> NewEvent.of("A", Payload.json("{}"))).toArray(NewEvent[]::new));
        }

        private static void stopForAWhile(Tx tx) {
            String pid = tx.query("select pg_backend_pid() as pid", row -> row.string("pid")).getFirst();
            signal("-STOP", pid);
            try {
                pause(Duration.ofMillis(300));
            } finally {
                signal("-CONT", pid);
            }
        }

        private static void signal(String signal, String pid) {
            try {
                assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void pause(Duration time) {
            LockSupport.parkNanos(time.toNanos());
        }

        private static void assertContiguous(List<EventHeader> found) {
            Map<String, Long> versions = new HashMap<>();
            for (EventHeader event : found) {
                assertThat(event.version()).as(event.stream().name())
                        .isEqualTo(versions.merge(event.stream().name(), 1L, Long::sum));
            }
        }
    }

    private static final class ChangedMind extends RuntimeException {}
}
