package dev.eventscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.QueuedAppender;

/// P1 and P2: appends beside bare inserts of the same columns and indexes, in a database of its own.
public final class AppendBench {

    /// Short ones, so that what else the machine does falls on both.
    private static final int TURNS = 6;
    private static final int SINGLES = 160;
    private static final int WRITERS = 8;
    private static final int BATCHES = 8;
    private static final int BATCH = 100;
    private static final String TEXT = "{\"path\":\"src/main/a.txt\",\"note\":\"" + "n".repeat(250) + "\"}";
    private static final Payload PAYLOAD = Payload.json(TEXT);

    private final Database server;
    private final Passwords passwords;
    private final Rounds rounds;

    public AppendBench(Database server, Passwords passwords, int rounds, LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = new Rounds(rounds, TURNS, nanoClock);
    }

    /// Units: events a second; higher is better.
    public void run(Consumer<Figure> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords);
                ExecutorService writers = Executors.newCachedThreadPool()) {
            EventAppender appender = new EventAppender(scratch.database());
            BareInserts floor = new BareInserts(scratch.database(), TEXT);
            sink.accept(rounds.rates("P1", "append-1", SINGLES, () -> singles(appender), () -> floor.one(SINGLES)));
            try (QueuedAppender queue = new QueuedAppender(appender, writers)) {
                sink.accept(rounds.rates("P1", "append-8", SINGLES, () -> all(writers, () -> queued(queue)),
                        () -> all(writers, () -> floor.one(SINGLES / WRITERS))));
            }
            sink.accept(rounds.rates("P2", "append-batch-100", (long) BATCHES * BATCH, () -> batches(appender),
                    () -> floor.batches(BATCHES, BATCH)));
        }
    }

    private static void singles(EventAppender appender) {
        StreamId stream = new StreamId("bench-" + UUID.randomUUID());
        for (int i = 0; i < SINGLES; i++) {
            appender.append(request(stream, 1));
        }
    }

    private static void queued(QueuedAppender queue) throws Exception {
        StreamId stream = new StreamId("bench-" + UUID.randomUUID());
        for (int i = 0; i < SINGLES / WRITERS; i++) {
            queue.submit(request(stream, 1)).get();
        }
    }

    private static void batches(EventAppender appender) {
        StreamId stream = new StreamId("bench-" + UUID.randomUUID());
        for (int i = 0; i < BATCHES; i++) {
            appender.append(request(stream, BATCH));
        }
    }

    private static void all(ExecutorService executor, Rounds.Work work) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            running.add(executor.submit(() -> {
                work.run();
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    private static AppendRequest request(StreamId stream, int events) {
        return AppendRequest.of(stream, ExpectedVersion.any(), IntStream.range(0, events)
                .mapToObj(_ -> NewEvent.of("Measured", PAYLOAD).causedBy(null, UUID.randomUUID()))
                .toArray(NewEvent[]::new));
    }
}
