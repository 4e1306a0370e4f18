package dev.eventscope.desktop.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.desktop.fx.Pulse;
import dev.eventscope.desktop.fx.Times;

/// The long work of the window, newest first; the shell shows it in the drawer.
///
///     jobs.start("Dry-run of 3 rules", progress -> preview.run(rules, progress::report), this::show);
///
/// Shape: at most 50 are remembered.
/// Threads: FX thread; the work runs on a thread of its own, under a [dev.eventscope.store.Cancellation] that [Job#stop()] cancels.
public final class Jobs {

    /// How far the work is. To be called from the work's thread, as often as it likes.
    @FunctionalInterface
    public interface Progress {
        /// Units: `total` is 0 or less where the end is not known.
        void report(long done, long total);
    }

    private static final int MOST = 50;

    private final ObservableList<Job> all = FXCollections.observableArrayList();
    private final ObservableList<Job> readOnly = FXCollections.unmodifiableObservableList(all);
    private final Background background;
    private final Notices notices;
    private final Clock clock;

    Jobs(Background background, Notices notices, Clock clock) {
        this.background = background;
        this.notices = notices;
        this.clock = clock;
    }

    public ObservableList<Job> all() {
        return readOnly;
    }

    /// Starts work. `onFx` gets its answer, unless it is stopped or fails; a failure becomes a notice.
    public <T> Job start(String title, Function<Progress, T> work, Consumer<? super T> onFx) {
        return start(title, work, onFx, failure -> notices.error(title, failure));
    }

    /// Starts work whose failure is handled by the caller.
    public <T> Job start(String title, Function<Progress, T> work, Consumer<? super T> onFx,
            Consumer<Throwable> onFailure) {
        return start(title, work, onFx, onFailure, null);
    }

    /// Starts work that must not be broken off: `onStop` asks it to end by itself.
    public <T> Job startUntilStopped(String title, Function<Progress, T> work, Consumer<? super T> onFx,
            Runnable onStop) {
        return start(title, work, onFx, failure -> notices.error(title, failure), onStop);
    }

    private <T> Job start(String title, Function<Progress, T> work, Consumer<? super T> onFx,
            Consumer<Throwable> onFailure, @Nullable Runnable onStop) {
        Instant startedAt = clock.instant();
        Background.Line line = background.longLine();
        Job job = new Job(title, startedAt, line, onStop);
        all.addFirst(job);
        if (all.size() > MOST) {
            all.removeLast();
        }
        Reporter reporter = new Reporter(job);
        line.run(() -> work.apply(reporter)).orElse(failure -> {
            job.end(Job.State.FAILED, Notices.sentence(failure));
            onFailure.accept(failure);
        }).then(answer -> {
            job.end(Job.State.DONE, reporter.summary());
            onFx.accept(answer);
        });
        return job;
    }

    /// Carries the last report to the FX thread, at most once a turn.
    private final class Reporter implements Progress {

        private final Job job;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong total = new AtomicLong();
        private final Pulse pulse = background.pulse(this::show);

        Reporter(Job job) {
            this.job = job;
        }

        @Override
        public void report(long nowDone, long nowTotal) {
            done.set(nowDone);
            total.set(nowTotal);
            pulse.request();
        }

        private void show() {
            long whole = total.get();
            job.report(whole > 0 ? Math.min(1.0, (double) done.get() / whole) : -1, text());
        }

        private String text() {
            double seconds = seconds();
            long rate = seconds <= 0 ? 0 : Math.round(done.get() / seconds);
            StringBuilder text = new StringBuilder(Figures.count(done.get()));
            if (total.get() > 0) {
                text.append(" of ").append(Figures.count(total.get()));
            }
            text.append(", ").append(Figures.count(rate)).append(" a second");
            if (total.get() > 0 && rate > 0) {
                Duration left = Duration.ofSeconds((total.get() - done.get()) / rate);
                text.append(", ").append(Times.about(left)).append(" left");
            }
            return text.toString();
        }

        private String summary() {
            Duration took = Duration.between(job.startedAt(), clock.instant());
            String span = Times.span(took.isNegative() ? Duration.ZERO : took);
            return done.get() == 0 ? span : Figures.count(done.get()) + " in " + span;
        }

        private double seconds() {
            return Duration.between(job.startedAt(), clock.instant()).toNanos() / 1e9;
        }
    }
}
