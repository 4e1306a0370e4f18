package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// What has to be done to one JSON value so that it becomes another one, as a JSON Patch (RFC 6902).
///
/// Shape: applied in order, the operations lead from the one to the other. Objects are compared by key, arrays by content
///        (longest common subsequence): elements that stay are not named, of those that differ as many as there are on
///        both sides are compared with each other. Numbers that are equal (`1.0`, `1.00`) do not differ.
public final class JsonDiff {

    private final List<Change> changes = new ArrayList<>();
    private final int limit;

    private JsonDiff(int limit) {
        this.limit = limit;
    }

    public static List<Change> between(JsonNode before, JsonNode after) {
        return between(before, after, Integer.MAX_VALUE);
    }

    /// The first operations only, at most `limit`.
    public static List<Change> between(JsonNode before, JsonNode after, int limit) {
        JsonDiff diff = new JsonDiff(limit);
        diff.compare("", before, after);
        return diff.changes;
    }

    @SuppressWarnings("ReferenceEquality") // states share structure: the same node needs no look
    private void compare(String path, JsonNode before, JsonNode after) {
        if (before == after || isFull()) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            compareObjects(path, before, after);
        } else if (before.isArray() && after.isArray()) {
            compareArrays(path, before, after);
        } else if (!JsonEquality.same(before, after)) {
            add(new Change(Change.Op.REPLACE, path, after, before));
        }
    }

    private void compareObjects(String path, JsonNode before, JsonNode after) {
        for (var field : before.properties()) {
            String at = path + "/" + escaped(field.getKey());
            JsonNode now = after.get(field.getKey());
            if (now == null) {
                add(new Change(Change.Op.REMOVE, at, null, field.getValue()));
            } else {
                compare(at, field.getValue(), now);
            }
        }
        for (var field : after.properties()) {
            if (!before.has(field.getKey())) {
                add(new Change(Change.Op.ADD, path + "/" + escaped(field.getKey()), field.getValue(), null));
            }
        }
    }

    private void compareArrays(String path, JsonNode before, JsonNode after) {
        int[] matches = ArrayAlignment.of(before, after);
        int old = 0;
        int now = 0;
        while (!isFull() && (now < matches.length || old < before.size())) {
            int end = now;
            while (end < matches.length && matches[end] < 0) {
                end++;
            }
            int oldEnd = end < matches.length ? matches[end] : before.size();
            compareGap(path, before, old, oldEnd, after, now, end);
            old = oldEnd + 1;
            now = end + 1;
        }
    }

    /// The elements between two that stay. Left of them the array is already as it will be, so indices are those of `after`.
    private void compareGap(String path, JsonNode before, int old, int oldEnd, JsonNode after, int now, int end) {
        int pairs = Math.min(oldEnd - old, end - now);
        for (int i = 0; i < pairs; i++) {
            compare(path + "/" + (now + i), before.get(old + i), after.get(now + i));
        }
        String at = path + "/" + (now + pairs);
        for (int i = old + pairs; i < oldEnd; i++) {
            add(new Change(Change.Op.REMOVE, at, null, before.get(i)));
        }
        for (int i = now + pairs; i < end; i++) {
            add(new Change(Change.Op.ADD, path + "/" + i, after.get(i), null));
        }
    }

    private boolean isFull() {
        return changes.size() >= limit;
    }

    private void add(Change change) {
        if (!isFull()) {
            changes.add(change);
        }
    }

    /// A key as a JSON Pointer writes it.
    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
