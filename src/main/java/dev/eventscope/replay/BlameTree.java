package dev.eventscope.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;

/// The writes of one value and of everything in it. Runs beside the tree of the state, and keeps what was removed.
///
/// Shape: an element of an array goes with its content, not with its index.
/// Threads: not safe.
final class BlameTree {

    private static final JsonNode NONE = MissingNode.getInstance();
    private static final JsonNode NO_ITEMS = Json.mapper().createArrayNode();

    /// How many removed fields all trees of one state hold together.
    static final class Removed {
        private long kept;
        private long forgotten;

        long forgotten() {
            return forgotten;
        }
    }

    private final Removed removed;
    private final Map<String, BlameTree> fields = new LinkedHashMap<>();
    private List<BlameTree> items = List.of();
    private @Nullable Deque<FieldWrite> writes;
    private long written;

    BlameTree(Removed removed) {
        this.removed = removed;
    }

    /// Takes one event in: what stood here before and after it, and what its payload has at this place.
    @SuppressWarnings("ReferenceEquality") // states share structure: the same object cannot hold a write
    void see(JsonNode before, JsonNode after, JsonNode carried, BlameEvent event) {
        if (after.isContainerNode() && before == after) {
            return;
        }
        if (before.isObject()) {
            before.properties().stream().filter(field -> !after.isObject() || !after.has(field.getKey()))
                    .forEach(field -> removeField(field.getKey(), field.getValue(), event));
        }
        if (after.isObject()) {
            items = List.of();
            after.properties().forEach(field -> field(field.getKey()).see(before.path(field.getKey()), field.getValue(),
                    carried.path(field.getKey()), event));
        } else if (after.isArray()) {
            seeItems(before, after, carried, event);
        } else {
            items = List.of();
        }
        if (after.isEmpty() && isWritten(before, after, carried, event)) {
            write(event.write());
        }
    }

    private void seeItems(JsonNode before, JsonNode after, JsonNode carried, BlameEvent event) {
        JsonNode older = before.isArray() ? before : NO_ITEMS;
        boolean whole = carried.isArray() && JsonEquality.same(carried, after);
        int[] origins = ArrayAlignment.origins(older, after);
        List<BlameTree> seen = new ArrayList<>(origins.length);
        for (int i = 0; i < origins.length; i++) {
            int origin = origins[i];
            BlameTree item = origin < 0 ? new BlameTree(removed) : items.get(origin);
            item.see(origin < 0 ? NONE : older.get(origin), after.get(i), whole ? carried.path(i) : NONE, event);
            seen.add(item);
        }
        items = seen;
    }

    /// Of a value, or of an object or array with nothing in it.
    @SuppressWarnings("ReferenceEquality") // a reducer that takes a value out of the payload hands on the same node
    private static boolean isWritten(JsonNode before, JsonNode after, JsonNode carried, BlameEvent event) {
        return !JsonEquality.same(before, after) || (!carried.isMissingNode() && JsonEquality.same(carried, after))
                || (before != after && event.carries(after));
    }

    private void removeField(String name, JsonNode value, BlameEvent event) {
        if (!field(name).remove(value, event)) {
            fields.remove(name);
        }
    }

    /// Whether the removal is kept.
    private boolean remove(JsonNode value, BlameEvent event) {
        items = List.of();
        value.properties().forEach(field -> removeField(field.getKey(), field.getValue(), event));
        if (value.isObject() && !value.isEmpty()) {
            return !fields.isEmpty();
        }
        if (removed.kept >= Blame.MAX_REMOVED) {
            removed.forgotten++;
            return false;
        }
        removed.kept++;
        write(event.removal());
        return true;
    }

    private BlameTree field(String name) {
        return fields.computeIfAbsent(name, _ -> new BlameTree(removed));
    }

    private void write(FieldWrite by) {
        if (writes == null) {
            writes = new ArrayDeque<>(2);
        } else if (writes.getFirst().removal()) {
            removed.kept--;
        }
        written++;
        writes.addFirst(by);
        if (writes.size() > FieldBlame.MAX_WRITES) {
            writes.removeLast();
        }
    }

    /// All fields of the state that this tree ran beside, in its order.
    void list(String path, JsonNode value, List<FieldBlame> all) {
        if (value.isEmpty() && !value.isMissingNode()) {
            add(path, value, all);
        } else if (value.isMissingNode() && writes != null && writes.getFirst().removal()) {
            add(path, null, all);
        }
        for (int i = 0; i < items.size(); i++) {
            items.get(i).list(path + "/" + i, value.path(i), all);
        }
        value.properties().forEach(field -> field(field.getKey())
                .list(path + "/" + JsonDiff.escaped(field.getKey()), field.getValue(), all));
        fields.forEach((name, field) -> {
            if (!value.has(name)) {
                field.list(path + "/" + JsonDiff.escaped(name), NONE, all);
            }
        });
    }

    private void add(String path, @Nullable JsonNode value, List<FieldBlame> all) {
        if (writes != null) {
            List<FieldWrite> known = List.copyOf(writes);
            all.add(new FieldBlame(path, value, known.getFirst(), known.subList(1, known.size()), written));
        }
    }
}
