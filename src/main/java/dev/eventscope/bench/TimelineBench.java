package dev.eventscope.bench;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.eventscope.desktop.timeline.TimelineTrial;
import dev.eventscope.store.Database;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.NativeLayout;

/// P4, P5, P6: how fast the timeline loads, what it holds, what a frame costs, and how long the FX thread stands still, in
/// databases of its own.
///
/// Shape: a small store of [#FEW] events and a large one; frames of the large one are those of P5.
public final class TimelineBench {

    private static final int FEW = 10_000;
    private static final int FRAMES = 300;
    private static final int TAIL = 2_000;
    private static final long SEED = 7;

    /// What a store showed.
    private record Seen(TimelineTrial.Opening opening, List<Double> near, List<Double> far, List<Double> zoom,
            double stallMs) {}

    private final Database server;
    private final Passwords passwords;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final int rounds;
    private final int events;

    public TimelineBench(Database server, Passwords passwords, int rounds, int events, Clock clock,
            LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.rounds = rounds;
        this.events = events;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    public void run(Consumer<Figure> sink) {
        try (ScratchStore few = filled(FEW);
                ScratchStore many = filled(events);
                TimelineTrial trial = TimelineTrial.begin(1_600, 900, clock, nanoClock)) {
            Seen small = see(trial, few, FEW);
            load(trial, many, sink);
            Seen large = see(trial, many, events);
            List<Double> bare = trial.bareFrames(FRAMES);
            frames(large, bare, sink);
            double ratio = median(all(large)) / median(all(small));
            sink.accept(Figure.alone("P5", "frame-10m-over-10k", "p50 at " + events + " / p50 at " + FEW,
                    List.of(ratio), null));
            sink.accept(Figure.alone("P6", "ui-stall-ms", "ms",
                    List.of(Math.max(large.stallMs(), percentile(all(large), 1))), null));
        }
    }

    /// Loads beside the floor, round by round, neither with the garbage of the other; then what is held, and the first frame.
    private void load(TimelineTrial trial, ScratchStore store, Consumer<Figure> sink) {
        BareHeaders floor = new BareHeaders(store.database(), events);
        List<Double> subjects = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        List<Double> paints = new ArrayList<>();
        List<Double> held = new ArrayList<>();
        for (int round = -Rounds.WARM_UP; round < rounds; round++) {
            usedBytes();
            long begun = nanoClock.getAsLong();
            check(bare(floor));
            double floorMs = (nanoClock.getAsLong() - begun) / 1e6;
            double before = usedBytes();
            TimelineTrial.Opening opening = trial.open(open(store), events);
            double bytes = (usedBytes() - before) / events;
            trial.leave();
            if (round >= 0) {
                floors.add(events / floorMs * 1e3);
                subjects.add(events / opening.loadMs() * 1e3);
                paints.add(opening.firstPaintMs());
                held.add(bytes);
            }
        }
        sink.accept(Figure.of("P4", "timeline-load", "events/s", subjects, floors));
        sink.accept(Figure.alone("P4", "timeline-bytes-per-event", "bytes", held, null));
        sink.accept(Figure.alone("P4", "timeline-first-paint-ms", "ms", paints, null));
    }

    private Seen see(TimelineTrial trial, ScratchStore store, int count) {
        TimelineTrial.Opening opening = trial.open(open(store), count);
        for (TimelineTrial.Walk walk : TimelineTrial.Walk.values()) {
            trial.walk(walk, FRAMES / 2); // as compiled code
        }
        List<Double> near = trial.walk(TimelineTrial.Walk.NEAR, FRAMES);
        List<Double> far = trial.walk(TimelineTrial.Walk.FAR, FRAMES);
        List<Double> zoom = trial.walk(TimelineTrial.Walk.ZOOM, FRAMES);
        double tail = trial.watch(() -> new StoreGenerator(SEED + 1).write(new EventAppender(store.database()), TAIL),
                count + TAIL);
        trial.leave();
        return new Seen(opening, near, far, zoom, Math.max(opening.longestStallMs(), tail));
    }

    private static void frames(Seen seen, List<Double> bare, Consumer<Figure> sink) {
        double cost = percentile(bare, 0.99);
        sink.accept(p99("frame-near-p99-ms", seen.near(), cost));
        sink.accept(p99("frame-far-p99-ms", seen.far(), cost));
        sink.accept(p99("frame-zoom-p99-ms", seen.zoom(), cost));
    }

    /// Shape: `min` is the median frame, `max` the longest.
    private static Figure p99(String what, List<Double> frames, double bare) {
        return new Figure("P5", what, percentile(frames, 0.99), null, "ms", null, frames.size(), median(frames),
                percentile(frames, 1), bare);
    }

    private ScratchStore filled(int count) {
        ScratchStore store = ScratchStore.make(server, passwords);
        new StoreGenerator(SEED).write(new EventAppender(store.database()), count);
        ScratchStore.execute(store.database(), "vacuum analyze eventscope.event");
        return store;
    }

    private static OpenStore open(ScratchStore store) {
        NativeLayout layout = new NativeLayout();
        return new OpenStore(store.database(), layout, layout.open(store.database()));
    }

    private static int bare(BareHeaders floor) {
        try {
            return floor.read();
        } catch (SQLException e) {
            throw new BenchFailed("the headers cannot be copied: " + e.getMessage(), e);
        }
    }

    private void check(int rows) {
        if (rows != events) {
            throw new IllegalStateException("read " + rows + " headers instead of " + events);
        }
    }

    private static double usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static List<Double> all(Seen seen) {
        List<Double> all = new ArrayList<>(seen.near());
        all.addAll(seen.far());
        all.addAll(seen.zoom());
        return all;
    }

    private static double median(List<Double> values) {
        return percentile(values, 0.5);
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }
}
