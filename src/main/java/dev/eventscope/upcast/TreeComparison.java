package dev.eventscope.upcast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.yaml.RulePlace;

/// Tells what code did to a payload by looking at it before and after: which values stayed, moved, changed or went.
///
/// Shape: only values count; null, empty lists and empty objects hold nothing that could be lost. A value that is gone
///        from its place and stands, equal, at a place that was free has moved.
final class TreeComparison {

    private final Map<FieldPointer, JsonNode> before = new LinkedHashMap<>();
    private final Map<FieldPointer, JsonNode> after = new LinkedHashMap<>();
    /// Every path above a value of `after`: looking them up keeps the comparison linear.
    private final Set<List<String>> branches = new HashSet<>();
    private final Map<JsonNode, Deque<FieldPointer>> arrivals = new HashMap<>();
    private final List<RuleEffect> effects = new ArrayList<>();
    private final String author;

    private TreeComparison(JsonNode older, JsonNode newer, String author) {
        this.author = author;
        collect(older, List.of(), before);
        collect(newer, List.of(), after);
        after.keySet().forEach(path -> ancestors(path).forEach(branches::add));
    }

    static List<RuleEffect> effects(JsonNode older, JsonNode newer, String author) {
        Objects.requireNonNull(newer, "it gave no payload");
        return new TreeComparison(older, newer, author).compare();
    }

    private List<RuleEffect> compare() {
        after.forEach((path, value) -> {
            if (!before.containsKey(path)) {
                arrivals.computeIfAbsent(value, _ -> new ArrayDeque<>()).add(path);
            }
        });
        before.forEach((path, value) -> {
            if (!value.equals(after.get(path))) {
                left(path, value);
            }
        });
        for (Deque<FieldPointer> paths : arrivals.values()) {
            paths.stream().filter(path -> ancestors(path).noneMatch(at -> before.containsKey(new FieldPointer(at))))
                    .forEach(path -> add(RuleEffect.Kind.ADDED, path, path, label(path) + " is added"));
        }
        return effects;
    }

    private void left(FieldPointer path, JsonNode value) {
        FieldPointer now = arrival(value);
        if (now != null) {
            add(RuleEffect.Kind.MOVED, path, now, label(path) + " is now " + label(now));
        } else if (after.containsKey(path) || branches.contains(path.segments())) {
            add(RuleEffect.Kind.CONVERTED, path, path, label(path) + " has another value");
        } else {
            add(RuleEffect.Kind.DROPPED, path, path, label(path) + " is dropped and no other field keeps it");
        }
    }

    private static Stream<List<String>> ancestors(FieldPointer path) {
        return IntStream.range(0, path.segments().size()).mapToObj(length -> path.segments().subList(0, length));
    }

    private @Nullable FieldPointer arrival(JsonNode value) {
        Deque<FieldPointer> paths = arrivals.get(value);
        return paths == null ? null : paths.poll();
    }

    private void add(RuleEffect.Kind kind, FieldPointer path, FieldPointer to, String what) {
        effects.add(new RuleEffect(kind, path, to, RulePlace.whole(author), what + " (" + author + ")"));
    }

    /// Elements of a list are told alike, so that the effects on many events group together.
    private static String label(FieldPointer path) {
        return path.segments().stream().map(s -> s.chars().allMatch(Character::isDigit) ? "*" : s)
                .collect(Collectors.joining("."));
    }

    private static void collect(JsonNode node, List<String> path, Map<FieldPointer, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(field.getValue(), append(path, field.getKey()), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), append(path, Integer.toString(i)), leaves);
            }
        } else if (!node.isNull()) {
            leaves.put(new FieldPointer(path), node);
        }
    }

    private static List<String> append(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
