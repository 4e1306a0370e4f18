package dev.eventscope.upcast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.structural.FieldPointer;

/// The parts of a payload that are not stored, and those that are and stand in one that is not: a tree by path, so that
/// what one effect costs depends on the depth of its path, not on how many branches there are.
///
/// Shape: what is in no branch is stored. Where two branches have one path, the one that was made first counts.
/// Threads: not thread-safe.
final class Branches {

    private Node root = new Node();
    private long made;

    void add(FieldPointer path, boolean stored) {
        Node node = root;
        node.stored += stored ? 1 : 0;
        for (String segment : path.segments()) {
            node = node.child(segment);
            node.stored += stored ? 1 : 0;
        }
        if (node.number == Node.NONE) {
            node.number = made;
            node.isStored = stored;
        }
        made++;
    }

    /// Told by the innermost branch that a path is in.
    boolean isStored(FieldPointer path) {
        Node node = root;
        boolean stored = node.number == Node.NONE || node.isStored;
        for (String segment : path.segments()) {
            node = node.children.get(segment);
            if (node == null) {
                return stored;
            }
            stored = node.number == Node.NONE ? stored : node.isStored;
        }
        return stored;
    }

    /// Whether a path or anything in it is a branch that is stored.
    boolean holdStored(FieldPointer path) {
        Node node = root;
        for (String segment : path.segments()) {
            node = node.children.get(segment);
            if (node == null) {
                return false;
            }
        }
        return node.stored > 0;
    }

    /// Takes the branches at a path and in it to another path, among those that are there.
    void move(FieldPointer from, FieldPointer to) {
        Node moved = cut(from);
        if (moved == null) {
            return;
        }
        Node node = root;
        node.stored += moved.stored;
        List<String> segments = to.segments();
        for (String segment : segments) {
            node = node.child(segment);
            node.stored += moved.stored;
        }
        node.stored -= moved.stored;
        merge(node, moved);
    }

    /// Forgets the branches at a path and in it.
    void remove(FieldPointer path) {
        cut(path);
    }

    private @Nullable Node cut(FieldPointer path) {
        List<String> segments = path.segments();
        if (segments.isEmpty()) {
            Node all = root;
            root = new Node();
            return all;
        }
        List<Node> above = new ArrayList<>(segments.size());
        Node node = root;
        for (String segment : segments) {
            above.add(node);
            node = node.children.get(segment);
            if (node == null) {
                return null;
            }
        }
        for (Node each : above) {
            each.stored -= node.stored;
        }
        above.getLast().children.remove(segments.getLast());
        return node;
    }

    private record Pair(Node into, Node from) {}

    /// Each step makes one node of two, so that all merges together cost no more than the nodes that were made.
    private static void merge(Node node, Node moved) {
        Deque<Pair> pairs = new ArrayDeque<>();
        pairs.add(new Pair(node, moved));
        while (!pairs.isEmpty()) {
            Pair pair = pairs.remove();
            pair.into.take(pair.from);
            pair.from.children.forEach((segment, child) -> {
                Node there = pair.into.children.putIfAbsent(segment, child);
                if (there != null) {
                    pairs.add(new Pair(there, child));
                }
            });
        }
    }

    /// A place in a payload.
    ///
    /// Shape: `number` says when the branch here was made, [#NONE] where there is none; `stored` counts the stored branches
    ///        here and below.
    private static final class Node {

        private static final long NONE = Long.MAX_VALUE;

        private final Map<String, Node> children = new HashMap<>();
        private long number = NONE;
        private boolean isStored;
        private long stored;

        Node child(String segment) {
            return children.computeIfAbsent(segment, _ -> new Node());
        }

        void take(Node other) {
            stored += other.stored;
            if (other.number < number) {
                number = other.number;
                isStored = other.isStored;
            }
        }
    }
}
