package dev.eventscope.desktop.upcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.replay.DryRunFile;
import dev.eventscope.replay.DryRunOptions;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.UpcastDryRun;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.upcast.SchemaCheck;
import dev.eventscope.upcast.Upcasts;

/// One dry-run from its start to its end, however often it is stopped and taken up again.
///
/// Threads: safe; a call waits until the one before, which may have been stopped, has ended.
final class DryRunCourse {

    private static final Duration BETWEEN_FILES = Duration.ofSeconds(2);

    private final UpcastDryRun dryRun;
    private final Upcasts upcasts;
    private final SchemaCheck schemas;
    private final Clock clock;
    private final AtomicReference<Jobs.Progress> progress = new AtomicReference<>((_, _) -> {});
    private final @Nullable DryRunFile file;
    private final AtomicReference<DryRunPace> pace = new AtomicReference<>(DryRunPace.UNTHROTTLED);
    private final AtomicReference<Instant> keptAt = new AtomicReference<>(Instant.MIN);
    private boolean begun;

    /// Shape: how far it has come is kept in `file`, where there is one.
    DryRunCourse(UpcastDryRun dryRun, Clock clock, Upcasts upcasts, SchemaCheck schemas, @Nullable DryRunFile file) {
        this.file = file;
        this.dryRun = dryRun;
        this.schemas = schemas;
        this.upcasts = upcasts;
        this.clock = clock;
    }

    /// Begins, or goes on after the last event that was counted; a sample begins anew.
    synchronized DryRunReport go(DryRunSettings settings, Jobs.Progress to) {
        progress.set(to);
        pace.set(settings.pace(clock));
        try {
            DryRunReport report = begun ? dryRun.resume() : begin(settings, null);
            forget();
            return report;
        } catch (ReadCancelled e) {
            keep(settings);
            throw e;
        }
    }

    /// Goes on where another window was closed.
    ///
    /// Errors: `IllegalArgumentException` where the store has not what was counted.
    synchronized DryRunReport goOn(DryRunSettings settings, Jobs.Progress to, JsonNode counted) {
        progress.set(to);
        pace.set(settings.pace(clock));
        try {
            DryRunReport report = begin(settings, counted);
            forget();
            return report;
        } catch (ReadCancelled e) {
            keep(settings);
            throw e;
        } catch (IllegalArgumentException e) {
            begun = false;
            forget();
            throw e;
        }
    }

    private DryRunReport begin(DryRunSettings settings, @Nullable JsonNode counted) {
        begun = true;
        DryRunOptions options = DryRunOptions.wholeStore().sampling(settings.sample()).checking(schemas)
                .at(events -> pace.get().after(events)).reporting(now -> {
                    progress.get().report(now.done(), now.total());
                    keepNowAndThen(settings);
                });
        return counted == null ? dryRun.run(upcasts, options) : dryRun.resume(upcasts, options, counted);
    }

    /// Often enough that a window that is closed loses seconds of work, seldom enough that it costs nothing.
    private void keepNowAndThen(DryRunSettings settings) {
        Instant now = clock.instant();
        if (keptAt.get().isBefore(now.minus(BETWEEN_FILES))) {
            keptAt.set(now);
            keep(settings);
        }
    }

    private void keep(DryRunSettings settings) {
        if (file != null && settings.sample() == 0) {
            dryRun.state().ifPresent(file::write);
        }
    }

    private void forget() {
        if (file != null) {
            file.delete();
        }
    }
}
