package dev.eventscope.saga;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What was asked for about many sagas, as it stands in the database.
///
/// Shape: `mode` is asked for about each item. `status` is what was written down; whether a program is at work is [#isDriven(Instant)]. `why` says
///        what ended it. `knownGroups` are the failures that it set out to mend.
public record RedriveJob(
        UUID id,
        Instant at,
        String actor,
        String osUser,
        String scope,
        RedriveRequest.Mode mode,
        String reason,
        @Nullable String evidence,
        double perSecond,
        double stopShare,
        List<String> knownGroups,
        Status status,
        @Nullable Instant endedAt,
        @Nullable String why,
        @Nullable Instant beatAt) {

    public enum Status {
        RUNNING,
        /// Every item was tried, or held back to the end.
        DONE,
        /// By its rule, or by a person.
        STOPPED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /// What has become of one item.
    public enum State {
        /// No request has gone out for it.
        NOT_TRIED,
        /// The request was refused: nothing was changed.
        REFUSED, QUEUED, PICKED_UP, CONFIRMED, FAILED_AGAIN, SUPERSEDED, NO_ANSWER;

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        static State of(RedriveOutcome.State outcome) {
            return valueOf(outcome.name());
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether a request went out and nothing final came of it yet.
        public boolean isOpen() {
            return this == QUEUED || this == PICKED_UP || this == NO_ANSWER;
        }
    }

    /// One saga of the job. `note` is the refusal or the error, absent where there is none.
    public record Item(int no, int stage, String sagaId, int stepNo, int attempt, @Nullable String after,
            UUID requestId,
            State state, @Nullable String note) {

        Item with(State now, @Nullable String why) {
            return new Item(no, stage, sagaId, stepNo, attempt, after, requestId, now, why);
        }
    }

    /// A job with how many of its items are in each state; every state is there.
    public record Overview(RedriveJob job, Map<State, Integer> counts) {

        public int items() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        public int count(State state) {
            return counts.getOrDefault(state, 0);
        }
    }

    public RedriveJob {
        knownGroups = List.copyOf(knownGroups);
    }

    /// Whether a program is sending its items; a job that runs and is not driven was left behind by one that died.
    ///
    /// Units: `now` by the server's clock, as [RedriveJobs#now()] tells it.
    public boolean isDriven(Instant now) {
        return status == Status.RUNNING && beatAt != null && beatAt.plusSeconds(RedriveJobs.SILENT_S).isAfter(now);
    }

    /// How many items are in each state; every state is there.
    public static Map<State, Integer> counts(List<Item> items) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, 0);
        }
        items.forEach(item -> counts.merge(item.state(), 1, Integer::sum));
        return counts;
    }
}
