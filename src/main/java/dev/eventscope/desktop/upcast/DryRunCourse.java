package dev.eventscope.desktop.upcast;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.replay.DryRunOptions;
import dev.eventscope.replay.DryRunPace;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.UpcastDryRun;
import dev.eventscope.upcast.SchemaCheck;
import dev.eventscope.upcast.Upcasts;

/// One dry-run from its start to its end, however often it is stopped and taken up again.
///
/// Threads: safe; a call waits until the one before, which may have been stopped, has ended.
final class DryRunCourse {

    private final UpcastDryRun dryRun;
    private final Upcasts upcasts;
    private final SchemaCheck schemas;
    private final Clock clock;
    private final AtomicReference<Jobs.Progress> progress = new AtomicReference<>((_, _) -> {});
    private final AtomicReference<DryRunPace> pace = new AtomicReference<>(DryRunPace.UNTHROTTLED);
    private boolean begun;

    DryRunCourse(UpcastDryRun dryRun, Clock clock, Upcasts upcasts, SchemaCheck schemas) {
        this.dryRun = dryRun;
        this.schemas = schemas;
        this.upcasts = upcasts;
        this.clock = clock;
    }

    /// Begins, or goes on after the last event that was counted; a sample begins anew.
    synchronized DryRunReport go(DryRunSettings settings, Jobs.Progress to) {
        progress.set(to);
        pace.set(settings.pace(clock));
        if (begun) {
            return dryRun.resume();
        }
        begun = true;
        return dryRun.run(upcasts, DryRunOptions.wholeStore().sampling(settings.sample()).checking(schemas)
                .at(events -> pace.get().after(events))
                .reporting(now -> progress.get().report(now.done(), now.total())));
    }
}
