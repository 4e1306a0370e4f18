package dev.eventscope.desktop.shell;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.connect.StoreRequest;
import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Png;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.workspace.Pane;
import dev.eventscope.desktop.workspace.Selected;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.TourStop;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.event.EventHeader;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreException;

/// Walks through every view of a store and takes a picture of each: Connect, each pane with something selected, and what
/// the panes add.
///
/// Shape: what is selected is the newest failed step, since that is what the window is for; without one, the newest event.
/// Threads: [#start()] on the FX thread, [#await()] on another one.
public final class Tour {

    /// One file that was written.
    public record Picture(String view, Path file) {}

    /// Where the pictures go, and how they look.
    ///
    /// Units: pixels at scale 1.
    public record Plan(Path folder, int width, int height, Theme.Mode theme) {

        public Plan {
            if (width < 640 || height < 480 || width > 7_680 || height > 4_320) {
                throw new IllegalArgumentException(
                        "the size must be 640x480 to 7680x4320, was " + width + "x" + height);
            }
        }
    }

    private record Step(String name, Theme.Mode theme, Runnable prepare, BooleanSupplier isReady, Runnable leave,
            @Nullable Supplier<dev.eventscope.desktop.fx.Picture> export) {

        private Step(String name, Theme.Mode theme, Runnable prepare, BooleanSupplier isReady, Runnable leave) {
            this(name, theme, prepare, isReady, leave, null);
        }
    }

    private static final String FAILED_STEP = "StepFailed";
    private static final int SCREEN = 900;
    private static final int CALM_FRAMES = 12;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Parts parts;
    private final StoreRequest request;
    private final Plan plan;
    private final Consumer<Picture> onPicture;
    private final CompletableFuture<List<Picture>> done = new CompletableFuture<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private Selected example = Selected.NOTHING;

    Tour(Parts parts, StoreRequest request, Plan plan, Consumer<Picture> onPicture) {
        this.parts = parts;
        this.request = request;
        this.plan = plan;
        this.onPicture = onPicture;
    }

    void start() {
        try {
            // What somebody filtered away in a window is to be in the pictures.
            Shell made = new Shell(parts, Workspace.forWindow(parts.clock()));
            made.theme().reduceMotionProperty().set(true);
            showIn(made);
            made.start();
            steps.add(new Step("connect", plan.theme(), () -> made.showConnect(true), () -> true, () -> {}));
            steps.add(opening(made));
            new Walk(made).start();
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /// The headless platform has a screen of 1000×1000, so the window stays small and what is in it is larger.
    private void showIn(Shell made) {
        made.root().setManaged(false);
        made.root().resize(plan.width(), plan.height());
        Scene scene = new Scene(new Group(made.root()), Math.min(plan.width(), SCREEN),
                Math.min(plan.height(), SCREEN));
        made.inhabit(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    List<Picture> await() {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Opens the store; when it is open, the steps of its views follow. Takes no picture.
    private Step opening(Shell made) {
        Background.Line line = made.workspace().background().line();
        return new Step("", plan.theme(), () -> {
            made.stores().open(request);
            made.workspace().sessionProperty().addListener((_, _, session) -> {
                if (session != null) {
                    line.run(() -> findExample(session.reader())).orElse(done::completeExceptionally)
                            .then(found -> begin(made, found));
                }
            });
        }, () -> {
            String problem = made.stores().problemProperty().get();
            if (!problem.isEmpty()) {
                done.completeExceptionally(new StoreException(problem));
            }
            return steps.size() > 1 || done.isDone();
        }, () -> {});
    }

    private void begin(Shell made, Selected found) {
        example = found;
        for (Pane pane : made.offered()) {
            steps.add(new Step(nameOf(pane), plan.theme(), () -> visit(made, pane), () -> true, () -> {}));
            for (TourStop stop : pane.tour()) {
                steps.add(extra(made, pane, stop));
            }
        }
        steps.add(new Step("keys", plan.theme(), made::openHelp, () -> true, made.overlays()::close));
    }

    private Step extra(Shell made, Pane pane, TourStop stop) {
        Theme.Mode theme = stop.otherTheme() ? plan.theme().other() : plan.theme();
        String name = stop.otherTheme() ? stop.name() + "-" + theme.name().toLowerCase(Locale.ROOT) : stop.name();
        return new Step(name, theme, () -> {
            visit(made, pane);
            stop.prepare().run();
        }, stop.isReady(), stop.leave(), stop.export());
    }

    private void visit(Shell made, Pane pane) {
        made.workspace().history().go(pane.viewId(), example);
    }

    private static String nameOf(Pane pane) {
        return pane.viewId().replaceFirst("View$", "");
    }

    private static Selected findExample(EventReader reader) {
        List<EventHeader> failed = reader.readHeaders(EventQuery.backward(EventScope.type(FAILED_STEP), 1));
        List<EventHeader> found = failed.isEmpty()
                ? reader.readHeaders(EventQuery.backward(EventScope.all(), 1))
                : failed;
        return found.isEmpty() ? Selected.NOTHING : Selected.of(found.getFirst());
    }

    /// One frame after the other: prepare a step, wait until nothing moves or reads any more, take the picture.
    private final class Walk extends AnimationTimer {

        private final Shell shell;
        private @Nullable Step step;
        private int calm;
        private long since;

        Walk(Shell shell) {
            this.shell = shell;
        }

        @Override
        public void handle(long now) {
            try {
                advance(now);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
            if (done.isDone()) {
                stop();
                end();
            }
        }

        private void end() {
            shell.close();
            Session session = shell.workspace().session();
            if (session != null) {
                session.store().close();
            }
            shell.root().getScene().getWindow().hide();
        }

        private void advance(long now) {
            Step current = step;
            if (current == null) {
                begin(now);
                return;
            }
            boolean ready = current.isReady().getAsBoolean() && shell.workspace().background().isIdle();
            calm = ready ? calm + 1 : 0;
            boolean isOpening = current.name().isEmpty();
            if (calm >= CALM_FRAMES || (!isOpening && now - since > PATIENCE_NANOS)) {
                finish(current);
            }
        }

        private void begin(long now) {
            step = steps.peek();
            since = now;
            calm = 0;
            if (step == null) {
                done.complete(List.copyOf(pictures));
            } else {
                shell.theme().modeProperty().set(step.theme());
                step.prepare().run();
            }
        }

        private Image snapshot() {
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setViewport(new Rectangle2D(0, 0, plan.width(), plan.height()));
            return shell.root().snapshot(parameters, null);
        }

        private void write(Step current, Path file) {
            var export = current.export();
            if (export == null) {
                Png.write(snapshot(), file);
            } else {
                export.get().writePng(file);
                export.get().writeSvg(file.resolveSibling(current.name() + ".svg"));
            }
        }

        private void finish(Step current) {
            if (!current.name().isEmpty()) {
                Path file = plan.folder().resolve(current.name() + ".png");
                write(current, file);
                Picture picture = new Picture(current.name(), file);
                pictures.add(picture);
                onPicture.accept(picture);
            }
            current.leave().run();
            steps.remove();
            step = null;
        }
    }
}
