package dev.eventscope.desktop.replay.shown;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.replay.DatedState;
import dev.eventscope.replay.StateHistory;
import dev.eventscope.replay.StreamState;

/// What is on show: the state at a version in lines, and the difference from another version to it.
///
/// Shape: `version` is the one asked for; with a fold error the state is an older one, see [StreamState#error()].
public record Shown(long version, StreamState state, List<StateRow> rows, Ages ages, Base base, DiffRows diff) {

    /// What the difference starts from: a version of the same stream, or the state of another one.
    public record Base(long version, @Nullable StreamState other) {

        /// Empty where nothing has been folded up to there yet.
        private Optional<JsonNode> read(StateHistory history) {
            return other == null ? stateOf(history.at(version)) : Optional.of(other.state());
        }

        private Optional<JsonNode> ready(StateHistory history) {
            return other == null ? stateOf(history.ready(version)) : Optional.of(other.state());
        }

        private static Optional<JsonNode> stateOf(Optional<DatedState> dated) {
            return dated.map(found -> found.state().state());
        }
    }

    /// How much may be laid out on the FX thread, within a frame.
    private static final int LIGHT_NODES = 2_000;
    private static final int LIGHT_CHARS = 100_000;

    /// Reads what is needed. Blocks.
    public static Optional<Shown> read(StateHistory history, long version, Base base, long firstVersion) {
        Optional<JsonNode> before = base.read(history);
        return history.at(version).map(state -> of(version, state, base, before, firstVersion));
    }

    /// The same where nothing has to be read and little has to be done; for a drag that shows each version it passes.
    public static Optional<Shown> ready(StateHistory history, long version, Base base, long firstVersion) {
        Optional<DatedState> after = history.ready(version);
        Optional<JsonNode> before = base.ready(history);
        if (after.isEmpty() || (before.isEmpty() && base.version() >= firstVersion)
                || weight(after.get().state().state(), 0) > LIGHT_NODES
                || (base.other() != null && weight(base.other().state(), 0) > LIGHT_NODES)) {
            return Optional.empty();
        }
        return Optional.of(of(version, after.get(), base, before, firstVersion));
    }

    private static Shown of(long version, DatedState after, Base base, Optional<JsonNode> before, long first) {
        return new Shown(version, after.state(), StateRows.of(after),
                new Ages(first, after.state().version()), base,
                DiffRows.between(before.orElseGet(Json::object), after.state().state()));
    }

    private static int weight(JsonNode node, int before) {
        int weight = before + 1;
        if (node.isTextual()) {
            return weight + node.textValue().length() / (LIGHT_CHARS / LIGHT_NODES);
        }
        for (JsonNode child : node) {
            if (weight > LIGHT_NODES) {
                return weight;
            }
            weight = weight(child, weight);
        }
        return weight;
    }
}
