package dev.eventscope.upcast;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.structural.RuleFailure;

/// What upcasting made of one event, with every step kept.
public sealed interface UpcastOutcome {

    /// Absent for an event that is not upcast.
    @Nullable
    UpcastVerdict verdict();

    /// Whether the event comes through as stored in a schema version that no upcaster here knows: newer than this program,
    /// or without a way to the latest.
    default boolean isUnknownForm() {
        return this instanceof Unchanged(var reason)
                && (reason == Reason.UNKNOWN_VERSION || reason == Reason.BROKEN_CHAIN);
    }

    /// What a reader has to know of an event that it gets as stored: `unknown_schema_version` or `upcast_failed`; null
    /// where there is nothing to say.
    default @Nullable String mark() {
        return this instanceof Failed ? "upcast_failed" : isUnknownForm() ? "unknown_schema_version" : null;
    }

    /// The event comes through as it is stored.
    record Unchanged(Reason reason) implements UpcastOutcome {
        @Override
        public @Nullable UpcastVerdict verdict() {
            return null;
        }
    }

    /// Why an event is not upcast. Only the last two are worth a mark.
    enum Reason {
        /// No upcaster is for this type.
        NO_CHAIN,
        /// It is stored at the version that the chain leads to.
        CURRENT,
        /// No step begins at the stored version, or what is stored is newer than the chain, or is no number.
        UNKNOWN_VERSION,
        /// The chain of the type has a cycle or leads two ways, see [Upcasts#problems()].
        BROKEN_CHAIN
    }

    /// Shape: at least one stage; `causes` are the effects that make the event changed or lossy, empty where it is ok.
    record Upcast(int from, int to, JsonNode raw, List<UpcastStage> stages, List<RuleEffect> causes)
            implements
                UpcastOutcome {

        public Upcast {
            stages = List.copyOf(stages);
            causes = List.copyOf(causes);
        }

        public JsonNode result() {
            return stages.getLast().payload();
        }

        @Override
        public UpcastVerdict verdict() {
            for (RuleEffect cause : causes) {
                if (cause.kind() == RuleEffect.Kind.DROPPED) {
                    return UpcastVerdict.LOSSY;
                }
            }
            return causes.isEmpty() ? UpcastVerdict.OK : UpcastVerdict.CHANGED;
        }
    }

    /// Shape: `raw` is null where the payload cannot be read; `stages` are the steps that went well before; the step
    ///        `label` from `stepFrom` to `stepTo` is the one that failed.
    record Failed(int from, int to, @Nullable JsonNode raw, List<UpcastStage> stages, int stepFrom, int stepTo,
            String label, RuleFailure failure) implements UpcastOutcome {

        public Failed {
            stages = List.copyOf(stages);
        }

        /// Where the field that the step failed on stood after the first `steps` steps, 0 for as stored; empty where no
        /// field is to blame.
        public Optional<FieldPointer> placeAfter(int steps) {
            if (failure.path().isEmpty()) {
                return Optional.empty();
            }
            List<RuleEffect> since = stages.subList(steps, stages.size()).stream()
                    .flatMap(stage -> stage.effects().stream()).toList();
            return Optional.of(RuleEffect.origin(FieldPointer.to(failure.path()), since));
        }

        @Override
        public UpcastVerdict verdict() {
            return UpcastVerdict.FAILED;
        }
    }
}
