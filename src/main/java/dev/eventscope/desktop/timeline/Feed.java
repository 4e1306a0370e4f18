package dev.eventscope.desktop.timeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.timeline.draw.Contents;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.timeline.model.EventColumns;
import dev.eventscope.desktop.timeline.model.RowFilter;
import dev.eventscope.desktop.workspace.Job;
import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.event.EventClock;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.EventReader;

/// Reads headers a little at a time and hands over what was read so far, ready to be drawn.
///
/// Shape: what a person asked for first, then what is new, then older pages. While one page is read, the one before is put
///        on the [Shelf]. What was put there is laid out anew when it is four times what is shown; what is new at the end
///        is only added. From [#LONG] events on the older pages are a job that can be stopped.
/// Threads: FX thread; reads, sorting and layout happen in the background.
final class Feed {

    /// More events than this take so long that a person may want to stop.
    private static final int LONG = 200_000;
    private static final int GROWTH = 4;
    /// Pages that are read and not on the shelf yet.
    private static final int AHEAD = 2;

    /// What was read, and whether somebody waits to see it; `onShelf` is called when it has been put there.
    private record Read(Addition addition, boolean urgent, Runnable onShelf) {}

    /// What a turn at the shelf brought: null where it is too early to lay it out anew.
    private record Turn(Shape shape, LaneChoice.@Nullable Laid laid) {}

    private final Background background;
    private final Jobs jobs;
    private final Background.Line reading;
    private final Background.Line building;
    private final Supplier<Function<Contents, LaneChoice.Laid>> lanes;
    private final Consumer<LaneChoice.Laid> onContents;
    private final Consumer<Throwable> onFailure;
    private final Deque<Function<HeaderWindow, Addition>> wishes = new ArrayDeque<>();
    private final Deque<Read> reads = new ArrayDeque<>();
    private @Nullable HeaderWindow window;
    private Shelf shelf = new Shelf();
    private Contents contents = nothing();
    private Shape shape;
    private @Nullable Shape shown;
    private @Nullable Job job;
    private boolean inJob;
    private boolean forward;
    private boolean closed;
    private boolean stopped;
    private boolean failed;
    private int generation;

    /// Shape: `lanes` is asked on the FX thread how contents come into lanes; what it gives is called in the background.
    Feed(Background background, Jobs jobs, Shape shape, Supplier<Function<Contents, LaneChoice.Laid>> lanes,
            Consumer<LaneChoice.Laid> onContents, Consumer<Throwable> onFailure) {
        this.background = background;
        this.jobs = jobs;
        this.reading = background.line();
        this.building = background.line();
        this.shape = shape;
        this.lanes = lanes;
        this.onContents = onContents;
        this.onFailure = onFailure;
    }

    /// Begins with another store; null forgets everything.
    void open(@Nullable EventReader reader, Shape newShape) {
        generation++; // what comes late belongs to the store before
        reading.cancel();
        building.cancel();
        stopJob();
        shape = newShape;
        shown = newShape;
        wishes.clear();
        reads.clear();
        forward = false;
        closed = false;
        stopped = false;
        failed = false;
        contents = nothing();
        shelf = new Shelf();
        window = reader == null ? null : new HeaderWindow(reader);
        next();
    }

    /// Reads something before anything else.
    void want(Function<HeaderWindow, Addition> wish) {
        wishes.add(wish);
        next();
    }

    /// Reads what came since.
    void wantNewer() {
        forward = true;
        next();
    }

    /// Lays out what there is in another way.
    void shape(Shape newShape) {
        shape = newShape;
        next();
    }

    /// Goes on after a failure, or where a person stopped.
    void retry() {
        failed = false;
        stopped = false;
        next();
    }

    /// The vector clocks of the store that is open.
    ClockBook clocks() {
        return Objects.requireNonNull(window, "no store is open").clocks();
    }

    /// Whether the first events have not come yet.
    boolean isStarting() {
        return window != null && !failed && contents.columns().size() == 0 && (window.canGoBack() || isBuilding());
    }

    boolean isReadingOlder() {
        return window != null && !failed && !stopped && (window.canGoBack() || isBuilding());
    }

    /// Whether there are older events in the store that will not be read.
    boolean isBounded() {
        return window != null && !isReadingOlder() && !window.isComplete();
    }

    private boolean isBuilding() {
        return !reads.isEmpty() || building.busyProperty().get();
    }

    private void next() {
        build();
        HeaderWindow from = window;
        if (from == null || failed || reading.busyProperty().get() || reads.size() >= AHEAD) {
            return;
        }
        if (!wishes.isEmpty()) {
            ask(from, wishes.remove(), true);
        } else if (forward && contents.columns().size() > 0) {
            forward = false;
            ask(from, HeaderWindow::readForward, true);
        } else if (from.canGoBack() && !stopped && !inJob) {
            if (shelf.size() < LONG) {
                ask(from, HeaderWindow::readBack, false);
            } else {
                startJob(from);
            }
        }
    }

    private void ask(HeaderWindow from, Function<HeaderWindow, Addition> question, boolean urgent) {
        reading.run(() -> question.apply(from)).orElse(this::fail).then(answer -> {
            reads.add(new Read(answer, urgent, () -> {}));
            next();
        });
    }

    private void startJob(HeaderWindow from) {
        inJob = true;
        int mine = generation;
        Semaphore room = new Semaphore(AHEAD);
        Job started = jobs.start("Reading older events of the timeline", progress -> {
            long total = from.count();
            long done = 0;
            while (from.canGoBack()) {
                await(room);
                Addition page = from.readBack();
                done += page.size();
                background.later(() -> take(page, mine, room));
                progress.report(done, total);
            }
            return done;
        }, _ -> endJob(mine), failure -> {
            endJob(mine);
            fail(failure);
        });
        if (started.stateProperty().get() == Job.State.RUNNING) {
            job = started;
            started.stateProperty().addListener((_, _, state) -> {
                if (state == Job.State.STOPPED && mine == generation) {
                    stopped = true;
                    endJob(mine);
                }
            });
        }
    }

    private static void await(Semaphore room) {
        try {
            while (!room.tryAcquire(Duration.ofMillis(50).toMillis(), TimeUnit.MILLISECONDS)) {
                Cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Addition page, int mine, Semaphore room) {
        if (mine == generation) {
            reads.add(new Read(page, false, room::release));
            next();
        }
    }

    private void endJob(int mine) {
        if (mine == generation) {
            job = null;
            inJob = false;
            next();
        }
    }

    private void stopJob() {
        inJob = false;
        Job running = job;
        job = null;
        if (running != null) {
            running.stop();
        }
    }

    /// Puts on the shelf what was read, and lays it out where that is due.
    private void build() {
        HeaderWindow from = window;
        if (from == null || building.busyProperty().get()) {
            return;
        }
        boolean ends = !closed && !from.canGoBack() && !inJob && !reading.busyProperty().get();
        boolean reshapes = !shape.equals(shown);
        boolean rests = stopped && shelf.isChanged();
        if (reads.isEmpty() && !reshapes && !ends && !rests) {
            return;
        }
        List<Read> now = new ArrayList<>(reads);
        reads.clear();
        closed |= ends;
        boolean must = ends || reshapes || stopped || now.stream().anyMatch(Read::urgent);
        Contents last = contents;
        Shape wanted = shape;
        Shelf on = shelf;
        Function<Contents, LaneChoice.Laid> intoLanes = lanes.get();
        building.run(() -> {
            for (Read read : now) {
                on.add(read.addition());
                read.onShelf().run();
            }
            if (ends) {
                on.complete();
            }
            boolean due = must || on.size() >= (long) GROWTH * last.columns().size();
            Contents next = due ? wanted.layOut(on, last, reshapes, from) : last;
            return new Turn(wanted, next != last || ends ? intoLanes.apply(next) : null);
        }).orElse(this::fail).then(this::show);
    }

    private void show(Turn turn) {
        shown = turn.shape();
        LaneChoice.Laid laid = turn.laid();
        if (laid != null) {
            contents = laid.contents();
            onContents.accept(laid);
        }
        next();
    }

    /// Stops, so that a lost connection is not asked a thousand times; [#retry()] goes on.
    private void fail(Throwable failure) {
        failed = true;
        onFailure.accept(failure);
    }

    static Contents nothing() {
        return Contents.of(EventColumns.none(),
                new Contents.Choice(Axis.Kind.TIME, EventClock.RECORDED, RowFilter.ALL));
    }
}
