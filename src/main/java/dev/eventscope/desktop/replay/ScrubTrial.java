package dev.eventscope.desktop.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Dialogs;
import dev.eventscope.desktop.workspace.Frame;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Replay;
import dev.eventscope.store.OpenStore;

/// The Replay view without a window, for its benchmark: opens a stream and moves its scrubber about.
///
/// Shape: a frame is what a person waits for: the move, the state of that version in its rows, the layout, and a picture of
///        the scene by the software pipeline into an image that is used again.
/// Threads: any but the FX thread; every call waits for its end.
public final class ScrubTrial {

    private static final long PATIENCE_MINUTES = 5;
    private static final int LONGEST_DRAG = 40;

    private final int width;
    private final int height;
    private final LongSupplier nanoClock;
    private final Workspace workspace;
    private final ReplayPane pane;
    private final Region root;
    private final Scene scene;
    private final WritableImage image;
    private final Canvas bare;
    private int late;

    private ScrubTrial(int width, int height, Clock clock, LongSupplier nanoClock) {
        this.width = width;
        this.height = height;
        this.nanoClock = nanoClock;
        workspace = Workspace.forWindow(clock);
        Theme theme = new Theme();
        pane = new ReplayPane(new Frame(workspace, Dialogs.none(), theme), session -> new Replay(session.reader(),
                workspace.profile().folds(session.store().layout().id())));
        root = (Region) pane.root();
        root.setManaged(false);
        root.resize(width, height);
        scene = new Scene(new Group(root), width, height);
        theme.dress(scene);
        image = new WritableImage(width, height);
        bare = new Canvas(width, height);
        pane.shown();
        pane.onLate(() -> late++);
    }

    /// Begins the toolkit without a display; once a process.
    public static ScrubTrial begin(int width, int height, Clock clock, LongSupplier nanoClock) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.setImplicitExit(false);
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException e) {
            // It runs already, as it does among other tests of the window.
            started.countDown();
        }
        try {
            if (!started.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the toolkit does not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the toolkit was starting", e);
        }
        return onFx(Background.onThreads(_ -> {}), () -> new ScrubTrial(width, height, clock, nanoClock));
    }

    /// Opens a stream and waits until its states are at hand.
    public void open(OpenStore store, StreamId stream) {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Background.Ticker ticker = onFx(workspace.background(), () -> {
            workspace.open(new Session("trial", "", store));
            workspace.selection().set(Selected.of(stream));
            return workspace.background().every(Duration.ofMillis(50), () -> {
                if (pane.isOpen() && workspace.background().isIdle()) {
                    ready.complete(true);
                }
            });
        });
        waitFor(ready);
        ticker.close();
        onFx(workspace.background(), () -> late = 0);
    }

    /// Moves the scrubber, by drags of neighbouring versions that begin anywhere.
    ///
    /// Units: milliseconds a move, until its state is in the picture.
    public List<Double> scrub(int moves, Random random) {
        List<Double> millis = new ArrayList<>();
        int at = 0;
        int left = 0;
        for (int i = 0; i < moves; i++) {
            if (left == 0) {
                at = random.nextInt(pane.versions());
                left = 1 + random.nextInt(LONGEST_DRAG);
            }
            left--;
            at = Math.clamp(at + random.nextInt(-3, 4), 0, pane.versions() - 1);
            millis.add(moveTo(at));
        }
        return millis;
    }

    /// How many moves went before their states since the stream was opened.
    public int late() {
        return onFx(workspace.background(), () -> late);
    }

    private double moveTo(int index) {
        CompletableFuture<Double> shown = new CompletableFuture<>();
        workspace.background().later(() -> {
            long begun = nanoClock.getAsLong();
            pane.scrubTo(index);
            pane.whenShown(index, () -> {
                scene.snapshot(image);
                shown.complete((nanoClock.getAsLong() - begun) / 1e6);
            });
        });
        return waitFor(shown);
    }

    /// Frames of nothing: to clear, and to bring a canvas of that size into the image.
    public List<Double> bareFrames(int frames) {
        List<Double> millis = new ArrayList<>();
        Scene empty = onFx(workspace.background(), () -> new Scene(new Pane(bare), width, height));
        for (int i = 0; i < frames; i++) {
            Color color = i % 2 == 0 ? Color.BLACK : Color.WHITE;
            millis.add(onFx(workspace.background(), () -> timed(() -> {
                bare.getGraphicsContext2D().setFill(color);
                bare.getGraphicsContext2D().fillRect(0, 0, width, height);
                empty.snapshot(image);
            })));
        }
        return millis;
    }

    /// Forgets the store.
    public void leave() {
        onFx(workspace.background(), () -> {
            workspace.open(null);
            return true;
        });
    }

    private double timed(Runnable frame) {
        long begun = nanoClock.getAsLong();
        frame.run();
        return (nanoClock.getAsLong() - begun) / 1e6;
    }

    private static <T> T onFx(Background background, Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        background.later(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return waitFor(done);
    }

    private static <T> T waitFor(CompletableFuture<T> answer) {
        return answer.orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    }
}
