package dev.eventscope.upcast;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.structural.RuleFailure;

/// What upcasting made of one event, with every step kept.
public sealed interface UpcastOutcome {

    /// The event comes through as it is stored.
    record Unchanged(Reason reason) implements UpcastOutcome {}

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
    }

    /// Shape: `raw` is null where the payload cannot be read; `stages` are the steps that went well before; the step
    ///        `label` from `stepFrom` to `stepTo` is the one that failed.
    record Failed(int from, int to, @Nullable JsonNode raw, List<UpcastStage> stages, int stepFrom, int stepTo,
            String label, RuleFailure failure) implements UpcastOutcome {

        public Failed {
            stages = List.copyOf(stages);
        }
    }

    /// Absent for an event that is not upcast.
    default @Nullable UpcastVerdict verdict() {
        return switch (this) {
            case Unchanged _ -> null;
            case Failed _ -> UpcastVerdict.FAILED;
            case Upcast upcast when upcast.causes().isEmpty() -> UpcastVerdict.OK;
            case Upcast upcast -> upcast.causes().stream().anyMatch(e -> e.kind() == RuleEffect.Kind.DROPPED)
                    ? UpcastVerdict.LOSSY
                    : UpcastVerdict.CHANGED;
        };
    }
}
