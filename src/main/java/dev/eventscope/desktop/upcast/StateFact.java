package dev.eventscope.desktop.upcast;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.replay.Change;
import dev.eventscope.replay.UpcastStateDifference;
import dev.eventscope.upcast.UpcastOutcome;

/// One line about what upcasters do to a state: `size, as deployed   "12 kB"`.
record StateFact(String label, String value, Tone tone) {

    enum Tone {
        PLAIN, ADDED, REMOVED, DANGER
    }

    private static final int MAX_VALUE = 120;

    /// The facts about one event's state: where the fold stops, or what differs.
    static List<StateFact> of(UpcastStateDifference difference, UpcastOutcome outcome) {
        List<StateFact> facts = new ArrayList<>();
        Long stopped = difference.firstNotReached();
        if (difference.deployed().error() != null) {
            facts.add(
                    new StateFact("As deployed, fold stops after", "v" + difference.deployed().version(), Tone.DANGER));
        }
        if (difference.candidate().error() != null) {
            String good = difference.candidate().state().isEmpty() ? "none" : "v" + difference.candidate().version();
            facts.add(new StateFact("Last good state", good, Tone.PLAIN));
            String from = stopped == null
                    ? ""
                    : stopped.equals(difference.last())
                            ? "v" + stopped
                            : "v" + stopped + " to v" + difference.last();
            facts.add(new StateFact("Versions not reached", from, Tone.DANGER));
            addField(facts, difference, outcome);
            return facts;
        }
        for (Change change : difference.changes()) {
            addChange(facts, change);
        }
        return facts;
    }

    /// The field on which a step failed, as the deployed state has it.
    private static void addField(List<StateFact> facts, UpcastStateDifference difference, UpcastOutcome outcome) {
        if (outcome instanceof UpcastOutcome.Failed failed) {
            failed.placeAfter(0).ifPresent(place -> {
                JsonNode deployed = difference.deployed().state().at(place.toString());
                if (!deployed.isMissingNode()) {
                    facts.add(new StateFact(place.label() + ", as deployed", shortened(deployed), Tone.PLAIN));
                    facts.add(new StateFact(place.label() + ", candidate", "no value", Tone.DANGER));
                }
            });
        }
    }

    private static void addChange(List<StateFact> facts, Change change) {
        String field = change.path().isEmpty() ? "the whole" : label(change.path());
        if (change.oldValue() != null) {
            facts.add(new StateFact(field, "\u2212 " + shortened(change.oldValue()), Tone.REMOVED));
        }
        if (change.value() != null) {
            facts.add(new StateFact(change.oldValue() == null ? field : "", "+ " + shortened(change.value()),
                    Tone.ADDED));
        }
    }

    private static String label(String pointer) {
        return pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }

    private static String shortened(@Nullable JsonNode value) {
        String text = value == null ? "" : Json.write(value);
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }
}
