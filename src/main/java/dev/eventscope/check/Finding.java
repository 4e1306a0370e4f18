package dev.eventscope.check;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// One thing that is not as it should be.
///
/// Shape: `eventId` is absent where the finding is about a stream or a transaction.
public record Finding(Rule rule, @Nullable String eventId, String detail) {

    /// What is looked for. An error breaks a promise of the store; a warning may have a good reason.
    public enum Rule {
        VERSION_GAP(Severity.ERROR), STREAM_HEAD(Severity.ERROR), DUPLICATE_ID(Severity.ERROR),
        /// The cause may live in another store.
        ORPHAN_CAUSE(Severity.WARNING), CAUSE_AFTER_EFFECT(Severity.ERROR),
        /// Nothing is wrong in the store, but no consumer gets an event that was appended since.
        HELD_BACK(Severity.WARNING),
        /// The outbox or a subscription is behind, and nobody, or no broker, is there to go on.
        CONSUMER_WAITS(Severity.WARNING),
        /// A key of the outbox or a stream of a subscription waits for an operator.
        PARKED(Severity.ERROR),
        /// The checkpoint of a consumer is of another history.
        HISTORY_DIVERGED(Severity.ERROR);

        private final Severity severity;

        Rule(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /// As the terminal prints it: `version_gap`.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Severity {
        ERROR, WARNING;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
