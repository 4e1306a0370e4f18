package dev.eventscope.rules.structural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.rules.yaml.YamlNode;

/// A JSON Pointer (RFC 6901) to a field of a payload, in which `*` stands for every element of a list or object.
///
/// Shape: as a person writes it at least one segment, at most 32; a number is an index where a list stands.
public record FieldPointer(List<String> segments) {

    static final int MAX_SEGMENTS = 32;
    private static final String EACH = "*";

    public FieldPointer {
        segments = List.copyOf(segments);
    }

    /// Errors: `IllegalArgumentException` that says how a path is written.
    public static FieldPointer parse(String text) {
        if (!text.startsWith("/") || text.length() == 1) {
            throw new IllegalArgumentException("'" + text + "' is not a path: write /field or /field/inner");
        }
        if (text.replace("~0", "").replace("~1", "").contains("~")) {
            throw new IllegalArgumentException("'" + text + "' is not a path: '~' is written ~0, '/' is written ~1");
        }
        FieldPointer pointer = to(text);
        if (pointer.segments.size() > MAX_SEGMENTS) {
            throw new IllegalArgumentException("a path has at most " + MAX_SEGMENTS + " steps");
        }
        return pointer;
    }

    /// The place of a field in a payload, as [#toString] writes it. A payload may be deeper than what a person may ask for,
    /// and have a field without a name.
    public static FieldPointer to(String place) {
        if (place.isEmpty()) {
            return new FieldPointer(List.of());
        }
        return new FieldPointer(Arrays.stream(place.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~")).toList());
    }

    /// A path that stands in a YAML file.
    ///
    /// Errors: [MalformedRules] that says how a path is written.
    public static FieldPointer read(YamlNode node) {
        String text = node.text("a path");
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedRules(node.place(), String.valueOf(e.getMessage()));
        }
    }

    public boolean hasWildcard() {
        return segments.contains(EACH);
    }

    /// Whether a segment stands for every element.
    public static boolean isEach(String segment) {
        return segment.equals(EACH);
    }

    List<String> parent() {
        return segments.subList(0, segments.size() - 1);
    }

    String last() {
        return segments.getLast();
    }

    FieldPointer child(String segment) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new FieldPointer(longer);
    }

    public boolean startsWith(FieldPointer ancestor) {
        int steps = ancestor.segments.size();
        for (int i = 0; i < steps; i++) {
            if (i >= segments.size() || !segments.get(i).equals(ancestor.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The same path where `from`, which it starts with, has become `to`.
    public FieldPointer moved(FieldPointer from, FieldPointer to) {
        List<String> path = new ArrayList<>(to.segments);
        path.addAll(segments.subList(from.segments.size(), segments.size()));
        return new FieldPointer(path);
    }

    /// As a sentence names it: `size`, `author.name`.
    public String label() {
        return String.join(".", segments);
    }

    /// As RFC 6901 writes it.
    @Override
    public String toString() {
        return segments.stream().map(s -> "/" + s.replace("~", "~0").replace("/", "~1")).collect(Collectors.joining());
    }
}
