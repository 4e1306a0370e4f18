package dev.eventscope.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.producer.ProducerRecord;

import dev.eventscope.event.OrderToken;
import dev.eventscope.outbox.Relay;
import dev.eventscope.outbox.RelaySettings;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.NativeLayout;
import dev.eventscope.wire.KafkaRecords;
import dev.eventscope.wire.Topics;

/// P12: a relay over a whole store beside a bare producer that sends the same records from memory, in transactions of the
/// same size; in a database and in
/// topics of its own.
public final class RelayBench {

    /// So many that the start of a relay (producers, transactions, leases), which the floor does not have, weighs little.
    private static final int EVENTS = 240_000;
    /// What the floor holds in memory; it sends them over and over.
    private static final int RECORDS = 60_000;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int PAGE = 4_000;
    private static final long PATIENCE_S = 120;

    private final Database server;
    private final Passwords passwords;
    private final String bootstrap;
    private final Rounds rounds;
    private final Clock clock;

    private RelayBench(Database server, Passwords passwords, String bootstrap, Rounds rounds, Clock clock) {
        this.server = server;
        this.passwords = passwords;
        this.bootstrap = bootstrap;
        this.rounds = rounds;
        this.clock = clock;
    }

    public static RelayBench of(Database server, Passwords passwords, String bootstrap, int rounds, Clock clock,
            LongSupplier nanoClock) {
        return new RelayBench(server, passwords, bootstrap, new Rounds(rounds, 1, nanoClock), clock);
    }

    /// Units: events a second; higher is better.
    ///
    /// Errors: [BenchFailed] where the broker does not answer.
    public void run(Consumer<Figure> sink) {
        Topics topics = new Topics("eventscope-bench-" + UUID.randomUUID().toString().substring(0, 8));
        try (ScratchStore scratch = ScratchStore.make(server, passwords);
                BareProducer floor = BareProducer.open(bootstrap, PAGE);
                ExecutorService executor = Executors.newCachedThreadPool()) {
            new StoreGenerator(1).write(new EventAppender(scratch.database()), EVENTS);
            ScratchStore.execute(scratch.database(), "vacuum analyze eventscope.event");
            List<ProducerRecord<byte[], byte[]>> records = records(scratch.database(), topics);
            floor.makeTopics(records);
            sink.accept(rounds.rates("P12", "relay", EVENTS, () -> relay(scratch.database(), topics, executor),
                    () -> {
                        for (int sent = 0; sent < EVENTS; sent += RECORDS) {
                            floor.send(records);
                        }
                    }));
        }
    }

    private void relay(Database store, Topics topics, ExecutorService executor) throws InterruptedException {
        store.write(tx -> tx.update(
                "update eventscope.relay_shard set position = 0, event_id = null, epoch = null, passed = 0"));
        RelaySettings settings = RelaySettings.to(bootstrap).withTopics(topics).withPace(LEASE, POLL, PAGE);
        try (Relay _ = Relay.start(store, settings, executor, clock)) {
            CountDownLatch never = new CountDownLatch(1);
            for (long waited = 0; passed(store) < EVENTS; waited += POLL.toMillis()) {
                if (waited > TimeUnit.SECONDS.toMillis(PATIENCE_S)) {
                    throw new BenchFailed("the relay does not come to an end: is the broker at " + bootstrap + " well?",
                            null);
                }
                boolean _ = never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static long passed(Database store) {
        return store.read(tx -> tx.query("select sum(passed)::bigint as n from eventscope.relay_shard",
                row -> row.longValue("n")).getFirst());
    }

    private static List<ProducerRecord<byte[], byte[]>> records(Database store, Topics topics) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(RECORDS);
        new NativeLayout().open(store).scanEvents(EventScope.all(), EventRange.upTo(OrderToken.of(RECORDS)),
                event -> records.add(KafkaRecords.encode(event, topics, "bench")));
        return records;
    }
}
