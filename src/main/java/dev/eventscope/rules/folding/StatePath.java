package dev.eventscope.rules.folding;

import java.util.List;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;

/// Changes one place of a tree that stays as it is: the levels on the way are copied, everything else is shared.
final class StatePath {

    private StatePath() {}

    /// Shape: `change` gets what stands there, a missing node where nothing does, and gives what is to stand there; a missing
    ///        node takes the field away. Objects on the way are made where `makes` says so, else the tree comes back as it is.
    /// Errors: `IllegalArgumentException` where something other than an object stands in the way of one to be made.
    static JsonNode with(JsonNode tree, List<String> path, boolean makes, UnaryOperator<JsonNode> change) {
        if (path.isEmpty()) {
            return change.apply(tree);
        }
        if (tree instanceof ArrayNode list && path.getFirst().matches("\\d{1,9}")
                && Integer.parseInt(path.getFirst()) < list.size()) {
            return inList(list, path, makes, change);
        }
        if (!(tree instanceof ObjectNode) && !tree.isMissingNode()) {
            if (!makes) {
                return tree;
            }
            throw new IllegalArgumentException("there is no object that could hold " + path.getFirst());
        }
        JsonNode before = tree.path(path.getFirst());
        if (before.isMissingNode() && !makes) {
            return tree;
        }
        JsonNode after = with(before, path.subList(1, path.size()), makes, change);
        ObjectNode copy = Json.object();
        if (tree instanceof ObjectNode object) {
            copy.setAll(object);
        }
        if (after.isMissingNode()) {
            copy.remove(path.getFirst());
        } else {
            copy.set(path.getFirst(), after);
        }
        return copy;
    }

    /// What stands at a path; a missing node where nothing does.
    static JsonNode at(JsonNode tree, List<String> path) {
        JsonNode node = tree;
        for (String segment : path) {
            boolean index = node.isArray() && segment.matches("\\d{1,9}");
            node = node.isArray()
                    ? index ? node.path(Integer.parseInt(segment)) : MissingNode.getInstance()
                    : node.path(segment);
        }
        return node;
    }

    private static JsonNode inList(ArrayNode list, List<String> path, boolean makes, UnaryOperator<JsonNode> change) {
        int index = Integer.parseInt(path.getFirst());
        JsonNode after = with(list.get(index), path.subList(1, path.size()), makes, change);
        ArrayNode copy = Json.mapper().createArrayNode().addAll(list);
        if (after.isMissingNode()) {
            copy.remove(index);
        } else {
            copy.set(index, after);
        }
        return copy;
    }
}
