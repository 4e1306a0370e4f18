package dev.eventscope.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestBroker;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;
import dev.eventscope.wire.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// T16: whatever is killed or stopped, each key arrives whole and in order.
class OrderToKafkaTest {

    private static final int APPENDS = 300;
    private static final int STREAMS = 12;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    Path logs;

    /// What is done to the relays and to the broker in the middle of the appends.
    private enum Fault {
        RELAY_KILLED, BROKER_KILLED, RELAY_STOPPED_PAST_ITS_LEASE
    }

    @Test
    void no_event_is_lost_and_each_key_keeps_its_order() throws IOException {
        Trials trials = Trials.of("T16", 5, 200);
        Random random = trials.random();

        for (int i = 0; i < trials.count(); i++) {
            try (Trial trial = new Trial("trial" + i)) {
                trial.runUnder(faults(i, random), random);
                assertThat(trial.published()).as("trial %d", i).isEqualTo(trial.recorded());
            }
        }
    }

    @Test
    void a_relay_that_does_not_wait_for_the_broker_is_caught() throws IOException {
        try (Trial trial = new Trial("careless")) {
            ChildProcess relay = trial.relay("careless");
            trial.append(new Random(1), 50);
            trial.awaitNoLag();
            relay.kill();

            assertThat(trial.published()).isNotEqualTo(trial.recorded());
        }
    }

    @Test
    void three_relays_share_the_work_and_outlive_each_other() throws Exception {
        Trials trials = Trials.of("T16, three relays", 1, 20);
        for (int i = 0; i < trials.count(); i++) {
            try (Trial trial = new Trial("three" + i); var executor = Executors.newSingleThreadExecutor()) {
                trial.startThree();
                Random random = new Random(trials.seed() + i);
                Future<?> load = executor.submit(() -> trial.append(random, APPENDS));

                trial.inject(Fault.RELAY_KILLED);
                trial.awaitOwners(3);
                trial.inject(Fault.RELAY_STOPPED_PAST_ITS_LEASE);
                trial.awaitOwners(3);
                load.get();
                trial.awaitNoLag();

                List<RecordedEvent> found = trial.found();
                assertThat(ReadBack.versionsByKey(found)).as("trial %d", i)
                        .containsExactlyInAnyOrderEntriesOf(trial.recorded());
                System.out.println("T16, three relays: " + found.size() + " records, "
                        + (found.size() - found.stream().map(RecordedEvent::id).distinct().count()) + " came again");
            }
        }
    }

    /// Two of the three faults in any order, all pairs in turn.
    private static List<Fault> faults(int trial, Random random) {
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        faults.remove(trial % faults.size());
        Collections.shuffle(faults, random);
        return faults;
    }

    private final class Trial implements AutoCloseable {

        private final OpenStore store = TestStore.open(TestServer.newStore(), Access.READ_WRITE);
        private final EventAppender appender = new EventAppender(store.database());
        private final String name;
        private final List<ChildProcess> relays = new ArrayList<>();

        Trial(String name) {
            this.name = name;
        }

        void runUnder(List<Fault> faults, Random random) {
            relay();
            relay();
            relays.forEach(relay -> relay.await("ready"));
            for (Fault fault : faults) {
                append(random, 20 + random.nextInt(APPENDS / 4));
                inject(fault);
            }
            append(random, APPENDS / 4);
            awaitNoLag();
        }

        /// Three processes that each have a part of the four shards.
        void startThree() {
            relay();
            relay();
            relay();
            awaitOwners(3);
        }

        void awaitOwners(int relays) {
            await(relays + " relays that each own a shard, and no shard without an owner").atMost(PATIENCE)
                    .until(() -> store.database().<List<String>>read(tx -> tx.query("""
                            select lease_owner
                            from eventscope.relay_shard
                            where lease_until >= clock_timestamp()""", row -> row.string("lease_owner"))),
                            owners -> owners.size() == 4 && Set.copyOf(owners).size() == relays);
        }

        void inject(Fault fault) {
            switch (fault) {
                case RELAY_KILLED -> {
                    relays.removeFirst().kill();
                    relay();
                }
                case BROKER_KILLED -> {
                    BROKER.kill();
                    append(new Random(1), 30);
                    BROKER.restart();
                }
                case RELAY_STOPPED_PAST_ITS_LEASE -> {
                    ChildProcess stopped = relays.getFirst();
                    stopped.freeze();
                    append(new Random(2), 30);
                    awaitNoLag();
                    stopped.thaw();
                }
            }
        }

        ChildProcess relay(String... more) {
            List<String> arguments = new ArrayList<>(List.of(Integer.toString(TestServer.port()),
                    store.database().spec().database(), BROKER.bootstrap(), name, Long.toString(LEASE.toMillis())));
            arguments.addAll(List.of(more));
            ChildProcess relay = ChildProcess.start(logs.resolve("relay.log"), RelayMain.class,
                    arguments.toArray(String[]::new));
            relays.add(relay);
            return relay;
        }

        void append(Random random, int appends) {
            for (int i = 0; i < appends; i++) {
                StreamId stream = new StreamId("order-" + random.nextInt(STREAMS));
                appender.append(AppendRequest.of(stream, ExpectedVersion.any(),
                        NewEvent.of("Tried", Payload.json("{\"n\":" + i + "}"))));
            }
        }

        void awaitNoLag() {
            await("no lag").atMost(PATIENCE).until(() -> new OutboxReader(store.database()).lag().events() == 0);
        }

        Map<String, List<Long>> published() {
            return new TreeMap<>(ReadBack.versionsByKey(found()));
        }

        List<RecordedEvent> found() {
            return ReadBack.all(BROKER, new Topics(name));
        }

        Map<String, List<Long>> recorded() {
            Map<String, List<Long>> versions = new TreeMap<>();
            store.database().read(tx -> tx.query("select name, version from eventscope.stream", row -> versions.put(
                    row.string("name"), LongStream.rangeClosed(1, row.longValue("version")).boxed().toList())));
            return versions;
        }

        @Override
        public void close() {
            relays.forEach(ChildProcess::close);
            store.close();
        }
    }
}
