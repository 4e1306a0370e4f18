package dev.eventscope.desktop.fx;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Cancellation;
import dev.eventscope.store.ReadCancelled;

/// Runs work away from the FX thread and brings its answer back to it.
///
///     private final Background.Line rows = background.line();
///     …
///     rows.run(() -> reader.readHeaders(query)).then(this::show);
///
/// Shape: each [Line] asks one question at a time. A new question makes the old one stale: its answer is dropped and its
///        reads are stopped down to the server. Lines do not hinder each other.
/// Errors: go to the request's own handler, else to the one given at construction; a cancelled read is no error.
/// Threads: call on the FX thread; work runs on other threads; answers and errors arrive on the FX thread.
public final class Background {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor workers;
    private final Executor fx;
    private final Consumer<Throwable> onError;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ReadOnlyObjectWrapper<Duration> lastTook = new ReadOnlyObjectWrapper<>(Duration.ZERO);
    private @Nullable ScheduledExecutorService clockwork;

    private Background(Executor workers, Executor fx, Consumer<Throwable> onError) {
        this.workers = workers;
        this.fx = fx;
        this.onError = onError;
    }

    /// What the window uses: platform threads for questions, and the FX thread for answers.
    public static Background onThreads(Consumer<Throwable> onError) {
        return new Background(threads(), Background::onFx, onError);
    }

    /// As many threads as there are questions under way; to start one for each would cost as much as many a question.
    ///
    /// Shape: a thread takes the next question uninterrupted, whatever the one before has left. It ends when none has come
    ///        for a while, and with it what the connection pool of a closed store keeps for it.
    static Executor threads() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS,
                new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("background").factory());
    }

    /// Everything at once on the calling thread: for tests of view models, without a toolkit.
    public static Background direct(Consumer<Throwable> onError) {
        return new Background(Runnable::run, Runnable::run, onError);
    }

    /// On executors of the caller's own, so that a test decides what runs when.
    public static Background on(Executor workers, Executor fx, Consumer<Throwable> onError) {
        return new Background(workers, fx, onError);
    }

    /// A new question line. Keep it in a field: one for each thing that is shown.
    public Line line() {
        return new Line(true);
    }

    /// A line for long work, such as a job: its time is not that of a question.
    public Line longLine() {
        return new Line(false);
    }

    /// Runs a task on the FX thread; at once where the caller is already there. Safe from any thread.
    public void later(Runnable task) {
        fx.execute(task);
    }

    /// Calls `onFx` on the FX thread again and again until the answer is closed.
    ///
    /// Shape: the first call comes after one period. Ticks do not pile up while the FX thread is busy.
    public Ticker every(Duration period, Runnable onFx) {
        Pulse pulse = pulse(onFx);
        ScheduledFuture<?> future = clockwork().scheduleAtFixedRate(pulse::request, period.toMillis(),
                period.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /// A task that many may ask for, from any thread, and that runs once a turn of the FX thread.
    public Pulse pulse(Runnable onFx) {
        return new Pulse(fx, onFx);
    }

    /// How long the last question took that was answered, from its start to its answer. For the status bar.
    public ReadOnlyObjectProperty<Duration> lastTookProperty() {
        return lastTook.getReadOnlyProperty();
    }

    /// Whether no question of any line is under way. For the tour and for tests; ticks do not count.
    public boolean isIdle() {
        return underWay.get() == 0;
    }

    private synchronized ScheduledExecutorService clockwork() {
        if (clockwork == null) {
            clockwork = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("background clockwork").factory());
        }
        return clockwork;
    }

    private static void onFx(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    /// Ends a repeated call.
    @FunctionalInterface
    public interface Ticker extends AutoCloseable {
        @Override
        void close();
    }

    /// One question at a time: the newest wins.
    public final class Line {

        private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
        private final boolean measured;
        private @Nullable Cancellation current;

        private Line(boolean measured) {
            this.measured = measured;
        }

        /// Prepares a question; it starts with [Request#then].
        @CheckReturnValue
        public <T> Request<T> run(Supplier<T> work) {
            return new Request<>(this, work);
        }

        /// Stops what is under way; its answer will not come.
        public void cancel() {
            if (current != null) {
                current.cancel();
                current = null;
            }
            busy.set(false);
        }

        /// True from the start of a question until its answer has been shown.
        public ReadOnlyBooleanProperty busyProperty() {
            return busy.getReadOnlyProperty();
        }

        private <T> void start(Supplier<T> work, Consumer<? super T> then, Consumer<Throwable> failed) {
            cancel();
            Cancellation mine = new Cancellation();
            current = mine;
            busy.set(true);
            underWay.incrementAndGet();
            workers.execute(() -> answer(mine, work, then, failed));
        }

        private <T> void answer(Cancellation mine, Supplier<T> work, Consumer<? super T> then,
                Consumer<Throwable> failed) {
            Runnable delivery;
            long startedAt = System.nanoTime();
            try {
                T result = mine.call(work);
                Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
                delivery = () -> {
                    if (measured) {
                        lastTook.set(took);
                    }
                    then.accept(result);
                };
            } catch (ReadCancelled e) {
                delivery = () -> {};
            } catch (RuntimeException | Error e) {
                delivery = () -> failed.accept(e);
            }
            Runnable shown = delivery;
            fx.execute(() -> deliver(mine, shown));
        }

        private void deliver(Cancellation mine, Runnable delivery) {
            try {
                if (current == mine) {
                    current = null;
                    busy.set(false);
                    delivery.run();
                }
            } finally {
                underWay.decrementAndGet();
            }
        }
    }

    /// A question that has not been asked yet.
    public final class Request<T> {

        private final Line line;
        private final Supplier<T> work;
        private Consumer<Throwable> failed = onError;

        private Request(Line line, Supplier<T> work) {
            this.line = line;
            this.work = work;
        }

        /// Handles an error here instead of where all errors go.
        @CheckReturnValue
        public Request<T> orElse(Consumer<Throwable> handler) {
            failed = handler;
            return this;
        }

        /// Asks. `onFx` gets the answer on the FX thread, unless a newer question has been asked on the line by then.
        public void then(Consumer<? super T> onFx) {
            line.start(work, onFx, failed);
        }
    }
}
