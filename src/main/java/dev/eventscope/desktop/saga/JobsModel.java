package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Jobs;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.saga.JobDriver;
import dev.eventscope.saga.Pace;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJobs;
import dev.eventscope.saga.RedrivePlan;
import dev.eventscope.saga.Why;
import dev.eventscope.store.Database;

/// The jobs that re-drive many: the latest ones, one of them with its items, starting, stopping and taking up again.
///
/// Shape: what is shown is read from the database, so it is the same before and after a window died. A job that this window
///        sends goes on when the view is left or the arming ends; its Stop always works.
/// Threads: FX thread.
final class JobsModel {

    private static final int LATEST = 20;

    private record Read(List<RedriveJob.Overview> jobs, @Nullable JobShown shown, Instant now) {}

    private final Workspace workspace;
    private final String actor;
    private final Background.Line readLine;
    private final Background.Line askLine;
    private final Background.Line stopLine;
    private final ObservableList<RedriveJob.Overview> all = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable JobShown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> readAt = new ReadOnlyObjectWrapper<>(Instant.EPOCH);
    private final Map<UUID, Database> sending = new HashMap<>();
    private @Nullable UUID chosen;
    private boolean open;
    private boolean filling;
    private Consumer<UUID> onStarted = _ -> {};

    JobsModel(Workspace workspace, String actor) {
        this.workspace = workspace;
        this.actor = actor;
        readLine = workspace.background().line();
        askLine = workspace.background().line();
        stopLine = workspace.background().line();
    }

    void onStarted(Consumer<UUID> handler) {
        onStarted = handler;
    }

    /// The latest first.
    ObservableList<RedriveJob.Overview> all() {
        return all;
    }

    ReadOnlyObjectProperty<@Nullable JobShown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The server's clock when they were read.
    ReadOnlyObjectProperty<Instant> readAtProperty() {
        return readAt.getReadOnlyProperty();
    }

    /// A list that is filled anew moves its selection: that is nobody's choice.
    void choose(UUID job) {
        if (filling) {
            return;
        }
        chosen = job;
        readLine.cancel();
        refresh();
    }

    void clear() {
        readLine.cancel();
        all.clear();
        shown.set(null);
        chosen = null;
        sending.clear();
    }

    /// Items are read only while somebody looks at them.
    void open(boolean looked) {
        if (looked != open) {
            open = looked;
            readLine.cancel();
            refresh();
        }
    }

    void refresh() {
        Session session = workspace.session();
        if (session == null || !session.isNative() || readLine.busyProperty().get()) {
            return;
        }
        RedriveJobs jobs = new RedriveJobs(session.store().database());
        UUID wanted = chosen;
        JobShown before = shown.get();
        boolean withItems = open;
        readLine.run(() -> read(jobs, wanted, before, withItems)).then(this::show);
    }

    /// Writes the job down and begins to send. `job` is the caller's, so that a second try after a lost connection makes no
    /// second job.
    void start(UUID job, RedrivePlan plan, Pace pace, Why why, Runnable onAccepted,
            Consumer<Throwable> onRefused) {
        Database acting = workspace.arming().databaseProperty().get();
        if (acting == null) {
            return;
        }
        askLine.run(() -> {
            new RedriveJobs(acting).start(job, plan, pace, why, actor);
            return job;
        }).orElse(onRefused).then(id -> {
            onAccepted.run();
            send(acting, id, ModeWords.titleOfMany(plan.mode(), plan.items().size()) + ", " + plan.scope(),
                    plan.items().size());
            onStarted.accept(id);
        });
    }

    /// Why the job cannot be taken up; empty where it can.
    String whyNotResume() {
        JobShown now = shown.get();
        if (now == null || !now.isLeftBehind()) {
            return "It is not left behind";
        }
        return workspace.arming().isArmed() ? "" : "Not armed: arm to send on";
    }

    String whyNotStop() {
        JobShown now = shown.get();
        if (now == null || now.job().status() != RedriveJob.Status.RUNNING) {
            return "It has ended";
        }
        return sending.containsKey(now.job().id()) || workspace.arming().isArmed()
                ? ""
                : "Another program sends it: arm to stop it";
    }

    void resume() {
        JobShown now = shown.get();
        Database acting = workspace.arming().databaseProperty().get();
        if (now != null && acting != null && whyNotResume().isEmpty()) {
            send(acting, now.job().id(), ModeWords.name(now.job().mode()) + " taken up, " + now.job().scope(),
                    now.overview().items());
        }
    }

    /// Sends no more; what is under way goes on to its outcome.
    void stop() {
        JobShown now = shown.get();
        if (now != null && whyNotStop().isEmpty()) {
            stop(now.job().id());
        }
    }

    private void stop(UUID job) {
        Database acting = sending.getOrDefault(job, workspace.arming().databaseProperty().get());
        if (acting != null) {
            stopLine.run(() -> new RedriveJobs(acting).stop(job, "stopped by " + actor, actor)).then(_ -> refresh());
        }
    }

    private void send(Database acting, UUID job, String title, int total) {
        sending.put(job, acting);
        choose(job);
        workspace.jobs().startUntilStopped(title, progress -> drive(acting, job, progress, total), end -> {
            sending.remove(job);
            if (end == JobDriver.End.DRIVEN_BY_ANOTHER) {
                workspace.notices().info("another program is sending this job: it is shown as it goes on");
            }
            refresh();
        }, () -> stop(job));
    }

    private JobDriver.End drive(Database acting, UUID job, Jobs.Progress progress, int total) {
        AtomicInteger done = new AtomicInteger();
        return new JobDriver(acting, workspace.clock(), actor, _ -> progress.report(done.incrementAndGet(), total))
                .drive(job);
    }

    private static Read read(RedriveJobs jobs, @Nullable UUID wanted, @Nullable JobShown before, boolean withItems) {
        List<RedriveJob.Overview> latest = jobs.overview(LATEST);
        Instant now = jobs.now();
        UUID id = wanted != null ? wanted : latest.isEmpty() ? null : latest.getFirst().job().id();
        JobShown shown = latest.stream().filter(one -> withItems && one.job().id().equals(id)).findFirst()
                .map(one -> before != null && before.isAsItWas(one) ? before : read(jobs, one, now)).orElse(null);
        return new Read(latest, shown, now);
    }

    private static JobShown read(RedriveJobs jobs, RedriveJob.Overview overview, Instant now) {
        UUID id = overview.job().id();
        return new JobShown(overview, jobs.items(id), jobs.newFailures(id), now);
    }

    private void show(Read read) {
        if (!all.equals(read.jobs())) {
            filling = true;
            all.setAll(read.jobs());
            filling = false;
        }
        readAt.set(read.now()); // whoever hears of it looks at the list
        shown.set(read.shown());
    }
}
