package dev.eventscope.bench;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.NativeLayout;

/// P3: reads of a long stream and of the whole store, and the latter with its payloads parsed, beside a bare COPY, in a database of its own.
public final class ReadBench {

    private static final int STREAM_EVENTS = 20_000;
    private static final int OTHER_EVENTS = 60_000;
    private static final StreamId STREAM = new StreamId("bench-long");

    /// Short ones, so that what else the machine does falls on both.
    private static final int TURNS = 2;

    private final Database server;
    private final Passwords passwords;
    private final Rounds rounds;

    public ReadBench(Database server, Passwords passwords, int rounds, LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = new Rounds(rounds, TURNS, nanoClock);
    }

    /// Units: events a second; higher is better.
    public void run(Consumer<Figure> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords)) {
            fill(new EventAppender(scratch.database()));
            ScratchStore.execute(scratch.database(), "vacuum analyze eventscope.event");
            EventReader reader = new NativeLayout().open(scratch.database());
            BareCopy floor = new BareCopy(scratch.database());
            sink.accept(rounds.rates("P3", "read-stream", STREAM_EVENTS,
                    () -> check(STREAM_EVENTS, count(reader, EventScope.stream(STREAM))),
                    () -> check(STREAM_EVENTS,
                            floor.read("where stream = '" + STREAM.name() + "' order by version"))));
            long all = STREAM_EVENTS + OTHER_EVENTS;
            sink.accept(rounds.rates("P3", "read-all", all, () -> check(all, count(reader, EventScope.all())),
                    () -> check(all, floor.read("order by position"))));
            sink.accept(rounds.rates("P3", "read-all-parsed", all, () -> check(all, parsed(reader)),
                    () -> check(all, floor.read("order by position"))));
        }
    }

    private static void fill(EventAppender appender) {
        Payload payload = Payload.json("{\"path\":\"src/main/a.txt\",\"note\":\"" + "n".repeat(250) + "\"}");
        for (int i = 0; i < STREAM_EVENTS; i += 500) {
            appender.append(AppendRequest.of(STREAM, ExpectedVersion.any(), IntStream.range(0, 500)
                    .mapToObj(_ -> NewEvent.of("Measured", payload)).toArray(NewEvent[]::new)));
        }
        new StoreGenerator(1).write(appender, OTHER_EVENTS);
    }

    private static long count(EventReader reader, EventScope scope) {
        long[] events = {0};
        reader.scanEvents(scope, EventRange.EVERYTHING, _ -> events[0]++);
        return events[0];
    }

    private static long parsed(EventReader reader) {
        long[] trees = {0};
        reader.scanEvents(EventScope.all(), EventRange.EVERYTHING, event -> {
            if (event.payload().decode() instanceof Payload.Tree) {
                trees[0]++;
            }
        });
        return trees[0];
    }

    private static void check(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("read " + found + " events instead of " + expected);
        }
    }
}
