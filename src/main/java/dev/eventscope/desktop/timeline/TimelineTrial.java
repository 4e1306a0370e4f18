package dev.eventscope.desktop.timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.GlyphMeasure;
import dev.eventscope.desktop.fx.TextMeasure;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.model.Axis;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.store.OpenStore;

/// The timeline without a window, for its benchmark: opens stores and walks about in them, with a watch on the FX thread.
///
/// Shape: a frame is what a person waits for: the change of the view, the drawing, its painting, and a picture of the scene
///        by the software pipeline into an image that is used again.
/// Threads: any but the FX thread; every call waits for its end.
public final class TimelineTrial implements AutoCloseable {

    /// How a store was opened.
    ///
    /// Units: milliseconds from the call to the first frame with events, and to the last event on the shelf.
    public record Opening(double firstPaintMs, double loadMs, long events, double longestStallMs) {}

    /// Where the camera goes.
    public enum Walk {
        /// Along the events, with room for marks.
        NEAR,
        /// Along everything at once.
        FAR,
        /// From everything to single events and back.
        ZOOM
    }

    private static final Duration TICK = Duration.ofMillis(2);
    private static final int NEAR_EVENTS = 150;
    private static final double STEP_PX = 40;
    private static final double ZOOM_STEP = 1.18;
    private static final int ZOOM_STEPS = 60;
    private static final long PATIENCE_MINUTES = 5;

    private final int width;
    private final int height;
    private final LongSupplier nanoClock;
    private final Workspace workspace;
    private final TimelineViewModel model;
    private final TimelineCanvas canvas;
    private final Canvas bare;
    private final WritableImage image;

    private TimelineTrial(int width, int height, Clock clock, LongSupplier nanoClock) {
        this.width = width;
        this.height = height;
        this.nanoClock = nanoClock;
        workspace = Workspace.forWindow(clock);
        TextMeasure measure = new GlyphMeasure();
        model = new TimelineViewModel(workspace, measure);
        canvas = new TimelineCanvas(model, measure);
        canvas.setManaged(false);
        canvas.resize(width, height);
        bare = new Canvas(width, height);
        image = new WritableImage(width, height);
        Scene scene = new Scene(new Group(canvas), width, height);
        new Theme().dress(scene);
        canvas.applyCss();
        canvas.layout();
        model.shown();
    }

    /// Begins the toolkit without a display; once a process.
    public static TimelineTrial begin(int width, int height, Clock clock, LongSupplier nanoClock) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.setImplicitExit(false);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        await(started);
        Background background = Background.onThreads(_ -> {});
        return onFx(background, () -> new TimelineTrial(width, height, clock, nanoClock));
    }

    /// Opens a store and waits until all of it has been read.
    public Opening open(OpenStore store, long events) {
        Stalls stalls = new Stalls();
        CompletableFuture<Long> firstPaint = new CompletableFuture<>();
        CompletableFuture<Long> loaded = new CompletableFuture<>();
        long begun = nanoClock.getAsLong();
        Background.Ticker ticker = onFx(() -> {
            Background.Ticker started = workspace.background().every(TICK, () -> {
                stalls.tick();
                watch(firstPaint, loaded, events, stalls);
            });
            workspace.open(new Session("trial", "", store));
            return started;
        });
        double first = (waitFor(firstPaint) - begun) / 1e6;
        double whole = (waitFor(loaded) - begun) / 1e6;
        ticker.close();
        return new Opening(first, whole, onFx(() -> (long) model.supply().events()), stalls.longestMs());
    }

    /// Watches the FX thread while something else goes on, such as events that are recorded; answers its longest stall.
    public double watch(Runnable meanwhile, long events) {
        Stalls stalls = new Stalls();
        CompletableFuture<Long> shown = new CompletableFuture<>();
        Background.Ticker ticker = onFx(() -> workspace.background().every(TICK, () -> {
            stalls.tick();
            if (!model.supply().problemProperty().get().isEmpty()) {
                shown.completeExceptionally(new IllegalStateException(model.supply().problemProperty().get()));
            } else if (model.supply().events() >= events) {
                shown.complete(nanoClock.getAsLong());
            } else {
                workspace.tail().ask();
            }
        }));
        meanwhile.run();
        waitFor(shown);
        ticker.close();
        return stalls.longestMs();
    }

    /// Forgets the store.
    public void leave() {
        onFx(() -> {
            workspace.open(null);
            return true;
        });
    }

    /// Units: milliseconds a frame.
    public List<Double> walk(Walk walk, int frames) {
        onFx(() -> {
            begin(walk);
            return frame(() -> {});
        });
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int step = i;
            millis.add(onFx(() -> frame(() -> step(walk, step))));
        }
        return millis;
    }

    /// Frames of nothing: to clear, and to bring a canvas of that size into the image.
    public List<Double> bareFrames(int frames) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int step = i;
            millis.add(onFx(() -> {
                Scene empty = bare.getScene() == null ? new Scene(new Pane(bare), width, height) : bare.getScene();
                return timed(() -> {
                    bare.getGraphicsContext2D().setFill(step % 2 == 0 ? Color.BLACK : Color.WHITE);
                    bare.getGraphicsContext2D().fillRect(0, 0, width, height);
                    empty.snapshot(image);
                });
            }));
        }
        return millis;
    }

    @Override
    public void close() {
        leave();
        Platform.exit();
    }

    private void begin(Walk walk) {
        model.commands().fitAll();
        if (walk == Walk.NEAR) {
            Axis axis = model.contents().axis();
            int middle = axis.size() / 2;
            int end = Math.min(axis.size() - 1, middle + NEAR_EVENTS);
            model.commands().showExactly(new Span((double) axis.sortedAt(middle), (double) axis.sortedAt(end)));
        }
    }

    /// Back and forth, so that the walk stays among events.
    private void step(Walk walk, int step) {
        switch (walk) {
            case NEAR -> model.commands().pan(STEP_PX);
            case FAR -> model.commands().pan(step / 20 % 2 == 0 ? STEP_PX : -STEP_PX);
            case ZOOM -> model.commands().zoom(step / ZOOM_STEPS % 2 == 0 ? ZOOM_STEP : 1 / ZOOM_STEP, width * 0.7);
        }
    }

    private double frame(Runnable change) {
        return timed(() -> {
            change.run();
            canvas.paintNow();
            picture();
        });
    }

    private void picture() {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setViewport(new Rectangle2D(0, 0, width, height));
        canvas.snapshot(parameters, image);
    }

    private double timed(Runnable work) {
        long begun = nanoClock.getAsLong();
        work.run();
        return (nanoClock.getAsLong() - begun) / 1e6;
    }

    /// The first frame is painted on the FX thread, but its picture is not taken there in a window: that is no stall.
    private void watch(CompletableFuture<Long> firstPaint, CompletableFuture<Long> loaded, long events, Stalls stalls) {
        if (!firstPaint.isDone() && model.supply().stateProperty().get() == Supply.State.READY) {
            canvas.paintNow();
            stalls.tick();
            picture();
            firstPaint.complete(nanoClock.getAsLong());
            stalls.skip();
        }
        String problem = model.supply().problemProperty().get();
        if (!problem.isEmpty()) {
            firstPaint.completeExceptionally(new IllegalStateException(problem));
            loaded.completeExceptionally(new IllegalStateException(problem));
        }
        if (model.supply().events() >= events && !model.supply().isReading()) {
            loaded.complete(nanoClock.getAsLong());
        }
    }

    private static <T> T waitFor(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the trial was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the trial cannot go on: " + e.getMessage(), e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T onFx(Supplier<T> work) {
        return onFx(workspace.background(), work);
    }

    private static <T> T onFx(Background background, Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        background.later(() -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return waitFor(answer);
    }

    /// How long the FX thread did not come round, beyond the time between two ticks.
    private final class Stalls {

        private @Nullable Long last;
        private double longest;

        void tick() {
            long now = nanoClock.getAsLong();
            Long before = last;
            if (before != null) {
                longest = Math.max(longest, (now - before) / 1e6 - TICK.toMillis());
            }
            last = now;
        }

        /// What lies between the last tick and now does not count.
        void skip() {
            last = nanoClock.getAsLong();
        }

        double longestMs() {
            return longest;
        }
    }
}
