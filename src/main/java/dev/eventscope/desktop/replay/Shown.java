package dev.eventscope.desktop.replay;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.Json;
import dev.eventscope.replay.DatedState;
import dev.eventscope.replay.StateHistory;
import dev.eventscope.replay.StreamState;

/// What is on show: the state at a version in lines, and the difference from another version to it.
///
/// Shape: `version` is the one asked for; with a fold error the state is an older one, see [StreamState#error()].
record Shown(long version, StreamState state, List<StateRow> rows, long from, DiffRows diff) {

    /// How much may be laid out on the FX thread, within a frame.
    private static final int LIGHT_NODES = 2_000;
    private static final int LIGHT_CHARS = 100_000;

    /// Reads what is needed. Blocks.
    static Optional<Shown> read(StateHistory history, long version, long from, long firstVersion) {
        Optional<DatedState> before = history.at(from);
        return history.at(version).map(state -> of(version, state, from, before, firstVersion));
    }

    /// The same where nothing has to be read and little has to be done; for a drag that shows each version it passes.
    static Optional<Shown> ready(StateHistory history, long version, long from, long firstVersion) {
        Optional<DatedState> after = history.ready(version);
        Optional<DatedState> before = history.ready(from);
        if (after.isEmpty() || (before.isEmpty() && from >= firstVersion)
                || weight(after.get().state().state(), 0) > LIGHT_NODES) {
            return Optional.empty();
        }
        return Optional.of(of(version, after.get(), from, before, firstVersion));
    }

    private static Shown of(long version, DatedState after, long from, Optional<DatedState> before, long first) {
        JsonNode older = before.isEmpty() ? Json.object() : before.get().state().state();
        return new Shown(version, after.state(), StateRows.of(after, first), from,
                DiffRows.between(older, after.state().state()));
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
