package dev.eventscope.desktop.saga;

import java.time.Instant;
import java.util.List;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.saga.FailureGroup;
import dev.eventscope.saga.RedriveJob;
import dev.eventscope.saga.RedriveJob.State;
import dev.eventscope.saga.RedriveRequest.Mode;

/// Jobs in a person's words.
final class JobWords {

    /// In the order in which an item goes through them.
    static final List<State> STATES = List.of(State.QUEUED, State.PICKED_UP, State.CONFIRMED, State.FAILED_AGAIN,
            State.SUPERSEDED, State.NO_ANSWER, State.REFUSED, State.NOT_TRIED);

    private JobWords() {}

    static String name(State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case PICKED_UP -> "picked up";
            case CONFIRMED -> "CONFIRMED";
            case FAILED_AGAIN -> "failed again";
            case SUPERSEDED -> "superseded";
            case NO_ANSWER -> "no answer";
            case REFUSED -> "refused";
            case NOT_TRIED -> "not tried";
        };
    }

    /// Green only for what is confirmed.
    static String tone(State state) {
        return switch (state) {
            case CONFIRMED -> "success";
            case FAILED_AGAIN -> "danger";
            case SUPERSEDED, NO_ANSWER, REFUSED -> "warn";
            case QUEUED, PICKED_UP -> "accent";
            case NOT_TRIED -> "muted";
        };
    }

    /// What the job is about: `sync / git / RemoteNotFound`, `type:sync after:-2h`, `Skip: sync / git / RemoteNotFound`.
    static String title(RedriveJob job, List<FailureGroup> groups) {
        return (job.mode() == Mode.RETRY ? "" : ModeWords.name(job.mode()) + ": ") + scope(job, groups);
    }

    private static String scope(RedriveJob job, List<FailureGroup> groups) {
        String scope = job.scope();
        if (scope.startsWith("group ")) {
            String id = scope.substring("group ".length());
            return groups.stream().filter(group -> group.id().equals(id)).findFirst()
                    .map(group -> group.type() + " / " + group.step() + " / " + group.errorClass()).orElse(scope);
        }
        return scope.startsWith("filter ") ? scope.substring("filter ".length()) : scope;
    }

    static boolean isLeftBehind(RedriveJob job, Instant now) {
        return job.status() == RedriveJob.Status.RUNNING && !job.isDriven(now);
    }

    static String status(RedriveJob job, Instant now) {
        return isLeftBehind(job, now) ? "Left behind" : switch (job.status()) {
            case RUNNING -> "Running";
            case DONE -> "Ended";
            case STOPPED -> "Stopped";
        };
    }

    static String statusTone(RedriveJob job, Instant now) {
        return isLeftBehind(job, now) || job.status() == RedriveJob.Status.STOPPED
                ? "warn"
                : job.status() == RedriveJob.Status.RUNNING ? "accent" : "muted";
    }

    /// `10`, `0.5`.
    static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond) ? Figures.count((long) perSecond) : Double.toString(perSecond);
    }

    static String who(RedriveJob job) {
        return job.actor().equals(job.osUser()) ? job.actor() : job.osUser() + ", " + job.actor();
    }
}
