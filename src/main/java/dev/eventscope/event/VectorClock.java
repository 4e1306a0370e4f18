package dev.eventscope.event;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How much an event knows of each node: the number of ticks of the node that may have had a part in it.
///
/// Shape: a node that is not named counts as 0. In the metadata of an event it is the field `vector_clock`:
///        `{"importer": 12, "runner-a": 4}`.
/// Units: ticks count from 1.
public record VectorClock(SortedMap<String, Long> ticks) {

    /// The name of the field in metadata.
    public static final String NAME = "vector_clock";

    /// How one clock stands to another.
    public enum Comparison {
        BEFORE, AFTER, EQUAL, CONCURRENT
    }

    /// Errors: `IllegalArgumentException` for a tick below 1.
    public VectorClock {
        ticks = Collections.unmodifiableSortedMap(new TreeMap<>(ticks));
        ticks.forEach((node, tick) -> {
            if (tick < 1) {
                throw new IllegalArgumentException("tick of node " + node + " must be 1 or more, was " + tick);
            }
        });
    }

    public static VectorClock of(Map<String, Long> ticks) {
        return new VectorClock(new TreeMap<>(ticks));
    }

    /// The clock in the metadata of an event; empty where there is none, or something else under its name.
    public static Optional<VectorClock> ofMetadata(Payload metadata) {
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode clock = Json.read(metadata.bytes()).path(NAME);
            return clock.isObject() && !clock.isEmpty() ? of(clock) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public long tick(String node) {
        return ticks.getOrDefault(node, 0L);
    }

    /// What is known where both are.
    public VectorClock merge(VectorClock other) {
        TreeMap<String, Long> merged = new TreeMap<>(ticks);
        other.ticks.forEach((node, tick) -> merged.merge(node, tick, Math::max));
        return new VectorClock(merged);
    }

    /// Shape: `BEFORE` when this one knows nothing that the other does not, and less.
    public Comparison compare(VectorClock other) {
        boolean within = isWithin(other);
        boolean around = other.isWithin(this);
        if (within && around) {
            return Comparison.EQUAL;
        }
        return within ? Comparison.BEFORE : around ? Comparison.AFTER : Comparison.CONCURRENT;
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ticks.forEach(json::put);
        return json;
    }

    private boolean isWithin(VectorClock other) {
        return ticks.entrySet().stream().allMatch(own -> own.getValue() <= other.tick(own.getKey()));
    }

    private static Optional<VectorClock> of(JsonNode json) {
        TreeMap<String, Long> ticks = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getValue().canConvertToLong() || !field.getValue().isIntegralNumber()
                    || field.getValue().longValue() < 1) {
                return Optional.empty();
            }
            ticks.put(field.getKey(), field.getValue().longValue());
        }
        return Optional.of(new VectorClock(ticks));
    }
}
