package dev.eventscope.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.replay.ScrubTrial;
import dev.eventscope.event.Json;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Replay;
import dev.eventscope.replay.StateHistory;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.NativeLayout;

/// P7 and P8: whole replays beside bare parsing and merging, and seeks in a long stream.
public final class ReplayBench {

    /// So many that the collector of garbage comes by in every round, for the floor as well.
    private static final int FOLDED = 300_000;
    private static final int LONG = 1_000_000;
    private static final int SEEKS = 300;
    /// So many states are kept whole.
    private static final int SCRUBBED = 8_000;
    private static final Folds FOLDS = Folds.approximate();

    private final Database server;
    private final Passwords passwords;
    private final Rounds rounds;
    private final int length;
    private final Clock clock;
    private final LongSupplier nanoClock;

    public ReplayBench(Database server, Passwords passwords, int rounds, Clock clock, LongSupplier nanoClock) {
        this(server, passwords, rounds, LONG, clock, nanoClock);
    }

    ReplayBench(Database server, Passwords passwords, int rounds, int length, Clock clock, LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = new Rounds(rounds, 1, nanoClock);
        this.length = length;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /// Units: events a second for replays, milliseconds for seeks (the 99th percentile of each round), MB for what the
    ///        checkpoints of the stream hold of the heap.
    public void run(Consumer<Figure> sink) {
        List<RecordedEvent> events = List.copyOf(new LongStream(Math.min(length, FOLDED)));
        sink.accept(rounds.rates("P7", "replay-1-thread", events.size(),
                () -> whole(events, null), () -> bare(events)));
        sink.accept(rounds.rates("P7", "replay-2-threads", events.size(),
                () -> whole(events, ForkJoinPool.commonPool()), () -> bare(events)));
        LongStream stream = new LongStream(length);
        StateHistory inMemory = StateHistory.over(LongStream.STREAM, stream, FOLDS);
        inMemory.at(length);
        sink.accept(Figure.alone("P8", "seek-memory-p99-ms", "ms", seeks(inMemory::at), null));
        seekInStore(stream, sink);
    }

    /// P8 in the window, without a display: drags along a stream whose states are all at hand, and along one whose states have
    /// to be read.
    ///
    /// Units: milliseconds from a move to its state in the picture (the 99th percentile of each round), and of a hundred moves
    ///        in the long stream those that did not come together with their state.
    public void scrub(Consumer<Figure> sink) {
        ScrubTrial trial = ScrubTrial.begin(1_600, 900, clock, nanoClock);
        double bare = percentile99(trial.bareFrames(SEEKS));
        scrub(trial, Math.min(length, SCRUBBED), percentiles -> sink
                .accept(Figure.alone("P8", "scrub-frame-p99-ms", "ms", percentiles, bare)));
        scrub(trial, length, percentiles -> {
            sink.accept(Figure.alone("P8", "scrub-long-p99-ms", "ms", percentiles, bare));
            sink.accept(Figure.alone("P8", "scrub-long-late", "%",
                    List.of(100.0 * trial.late() / (SEEKS * (rounds.rounds() + 1))), null));
        });
    }

    private void scrub(ScrubTrial trial, int versions, Consumer<List<Double>> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords)) {
            new LongStream(versions).write(scratch.database());
            NativeLayout layout = new NativeLayout();
            trial.open(new OpenStore(scratch.database(), layout, layout.open(scratch.database())), LongStream.STREAM);
            Random random = new Random(8);
            List<Double> percentiles = new ArrayList<>();
            for (int round = 0; round <= rounds.rounds(); round++) {
                double percentile = percentile99(trial.scrub(SEEKS, random));
                if (round > 0) {
                    percentiles.add(percentile);
                }
            }
            sink.accept(percentiles);
            trial.leave();
        }
    }

    private static double percentile99(List<Double> millis) {
        return millis.stream().sorted().toList().get(millis.size() * 99 / 100);
    }

    private void seekInStore(LongStream stream, Consumer<Figure> sink) {
        try (ScratchStore scratch = ScratchStore.make(server, passwords)) {
            stream.write(scratch.database());
            EventReader reader = new NativeLayout().open(scratch.database());
            double before = heapMb();
            StateHistory history = new Replay(reader, FOLDS).history(LongStream.STREAM);
            history.at(length);
            double held = heapMb() - before;
            int reach = Math.toIntExact(history.reach());
            List<Double> seeks = seeks(history::at);
            List<Double> queries = seeks(version -> reader.readEvents(EventQuery
                    .forward(EventScope.stream(LongStream.STREAM), reach)
                    .in(EventRange.versions(Math.max(1, version - reach / 2L), version))));
            sink.accept(Figure.alone("P8", "seek-db-p99-ms", "ms", seeks,
                    Figure.alone("", "", "", queries, null).subject()));
            sink.accept(Figure.alone("P8", "checkpoints-mb", "MB", List.of(held), null));
        }
    }

    /// The 99th percentile of each round of seeks to random versions, after a round that does not count.
    private List<Double> seeks(LongConsumer seek) {
        Random random = new Random(8);
        List<Double> percentiles = new ArrayList<>();
        for (int round = 0; round <= rounds.rounds(); round++) {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < SEEKS; i++) {
                long version = 1L + random.nextInt(length);
                millis.add(rounds.millis(() -> seek.accept(version)));
            }
            Collections.sort(millis);
            if (round > 0) {
                percentiles.add(millis.get(SEEKS * 99 / 100));
            }
        }
        return percentiles;
    }

    private static void whole(List<RecordedEvent> events, @Nullable Executor workers) {
        if (Replay.stateOf(events, FOLDS, workers).isEmpty()) {
            throw new IllegalStateException("nothing was folded");
        }
    }

    /// The floor: every payload parsed and merged into one state that changes in place.
    private static void bare(List<RecordedEvent> events) throws IOException {
        ObjectNode state = Json.object();
        for (RecordedEvent event : events) {
            merge(state, Json.mapper().readTree(event.payload().bytes()));
        }
        if (state.isEmpty()) {
            throw new IllegalStateException("nothing was merged");
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (var field : patch.properties()) {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue().isObject() && target.get(field.getKey()) instanceof ObjectNode inner) {
                merge(inner, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private static double heapMb() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / 1e6;
    }
}
