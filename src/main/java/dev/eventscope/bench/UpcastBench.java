package dev.eventscope.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.DryRunOptions;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.UpcastDryRun;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.NativeLayout;
import dev.eventscope.upcast.Upcasts;

/// P9 and U05: a dry-run of the whole store beside a parsed read of it, and what a throttled one costs those who append.
public final class UpcastBench {

    private static final int EVENTS = 40_000;
    private static final int APPENDS = 300;
    private static final int THROTTLED = 2_000;
    private static final RuleFile RULES = RuleFile.parse("bench.yaml", """
            upcasters:
            """ + rules("OrderPlaced") + rules("OrderChanged") + rules("OrderConfirmed") + rules("PaymentRequested")
            + rules("PaymentReceived") + rules("ShipmentPacked") + rules("ShipmentSent") + rules("ShipmentDelivered"));

    private final Database server;
    private final Passwords passwords;
    private final Rounds rounds;
    private final Clock clock;
    private final int events;

    public UpcastBench(Database server, Passwords passwords, int rounds, Clock clock, LongSupplier nanoClock) {
        this(server, passwords, new Rounds(rounds, 1, nanoClock), clock, EVENTS);
    }

    UpcastBench(Database server, Passwords passwords, Rounds rounds, Clock clock, int events) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = rounds;
        this.clock = clock;
        this.events = events;
    }

    /// Units: events a second for the dry-run; for appends the 99th percentile of each round in milliseconds, lower is
    ///        better, with the preview at 2,000 events a second and without.
    public void run(Consumer<Figure> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords)) {
            EventAppender appender = new EventAppender(scratch.database());
            new StoreGenerator(1).write(appender, events);
            ScratchStore.execute(scratch.database(), "vacuum analyze eventscope.event");
            EventReader reader = new NativeLayout().open(scratch.database());
            sink.accept(rounds.rates("P9", "upcast", events, () -> preview(reader, DryRunPace.UNTHROTTLED),
                    () -> parsed(reader)));
            appends(appender, reader, sink);
        }
    }

    private void preview(EventReader reader, DryRunPace pace) {
        long read = new UpcastDryRun(reader, ForkJoinPool.commonPool(), clock)
                .run(Upcasts.of(RULES), DryRunOptions.wholeStore().at(pace)).read();
        if (read < events) {
            throw new IllegalStateException("the dry-run read " + read + " events instead of " + events);
        }
    }

    private static void parsed(EventReader reader) {
        long[] trees = {0};
        reader.scanEvents(EventScope.all(), EventRange.EVERYTHING,
                event -> trees[0] += isTree(event) ? 1 : 0);
        if (trees[0] == 0) {
            throw new IllegalStateException("nothing was parsed");
        }
    }

    private static boolean isTree(RecordedEvent event) {
        return event.payload().decode() instanceof Payload.Tree;
    }

    private void appends(EventAppender appender, EventReader reader, Consumer<Figure> sink) {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        try (ExecutorService background = Executors.newCachedThreadPool()) {
            for (int round = 0; round <= rounds.rounds(); round++) {
                double without = p99(appender);
                Cancellation stop = new Cancellation();
                CompletableFuture<Void> running = CompletableFuture.runAsync(() -> previewUntil(stop, reader),
                        background);
                double with = p99(appender);
                stop.cancel();
                running.join();
                if (round > 0) {
                    alone.add(without);
                    beside.add(with);
                }
            }
        }
        sink.accept(Figure.of("U05", "upcast-append-p99", "ms", beside, alone));
    }

    private void previewUntil(Cancellation stop, EventReader reader) {
        try {
            stop.call(() -> {
                while (!stop.isCancelled()) {
                    preview(reader, DryRunPace.perSecond(THROTTLED, clock));
                }
                return true;
            });
        } catch (ReadCancelled e) {
            // The round of appends is over.
        }
    }

    private double p99(EventAppender appender) {
        StreamId stream = new StreamId("bench-" + UUID.randomUUID());
        Payload payload = Payload.json("{\"note\":\"" + "n".repeat(250) + "\"}");
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < APPENDS; i++) {
            millis.add(rounds.millis(() -> appender.append(AppendRequest.of(stream, ExpectedVersion.any(),
                    NewEvent.of("Measured", payload)))));
        }
        Collections.sort(millis);
        return millis.get(APPENDS * 99 / 100);
    }

    private static String rules(String type) {
        return """
                  - type: %s
                    from: 1
                    to: 2
                    rules:
                      - rename: {from: /note, to: /text}
                      - add: {path: /place/floor, default: 0}
                      - convert: {path: /amount, to: text}
                """.formatted(type);
    }
}
