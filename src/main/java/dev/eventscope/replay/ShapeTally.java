package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;

/// Counts which fields the payloads of each type have. Tallies of later events can be added.
///
/// Threads: one thread at a time.
final class ShapeTally {

    /// A map with ids for keys would have a field for each of them.
    static final int MAX_FIELDS = 2_000;
    private static final int MAX_DEPTH = 32;

    private record Field(String path, String kind) implements Comparable<Field> {
        @Override
        public int compareTo(Field other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : kind.compareTo(other.kind);
        }
    }

    /// Where something was seen: how often, and first and last.
    private static final class Seen {
        private final EventHeader first;
        private EventHeader last;
        private long events;

        Seen(EventHeader first) {
            this.first = first;
            this.last = first;
        }

        void add(EventHeader event, long more) {
            last = event;
            events += more;
        }
    }

    private static final class Type {
        private final Seen all;
        private final Map<Field, Seen> fields = new TreeMap<>();
        private long forgotten;

        Type(EventHeader first) {
            all = new Seen(first);
        }

        void add(Field field, EventHeader first, EventHeader last, long events) {
            Seen seen = fields.get(field);
            if (seen == null && fields.size() >= MAX_FIELDS) {
                forgotten += events;
                return;
            }
            if (seen == null) {
                seen = new Seen(first);
                fields.put(field, seen);
            }
            seen.add(last, events);
        }
    }

    private final Map<String, Type> types = new TreeMap<>();

    void add(RecordedEvent event) {
        EventHeader header = event.header();
        Type type = types.computeIfAbsent(header.type(), _ -> new Type(header));
        type.all.add(header, 1);
        if (event.payload().decode() instanceof Payload.Tree(var payload)) {
            Set<Field> fields = new HashSet<>();
            collect("", payload, 0, fields);
            fields.forEach(field -> type.add(field, header, header, 1));
        }
    }

    void addAll(ShapeTally later) {
        later.types.forEach((name, more) -> {
            Type type = types.computeIfAbsent(name, _ -> new Type(more.all.first));
            type.all.add(more.all.last, more.all.events);
            type.forgotten += more.forgotten;
            more.fields.forEach((field, seen) -> type.add(field, seen.first, seen.last, seen.events));
        });
    }

    long read() {
        return types.values().stream().mapToLong(type -> type.all.events).sum();
    }

    /// Sightings of fields beyond what is told apart.
    long forgotten() {
        return types.values().stream().mapToLong(type -> type.forgotten).sum();
    }

    List<FieldShape> shapes() {
        List<FieldShape> shapes = new ArrayList<>();
        types.forEach((name, type) -> type.fields.forEach((field, seen) -> shapes.add(new FieldShape(name,
                field.path, field.kind, seen.events, type.all.events,
                seen.first.id().equals(type.all.first.id()) ? null : seen.first,
                seen.last.id().equals(type.all.last.id()) ? null : seen.last, isRetyped(type, field)))));
        return shapes;
    }

    private static boolean isRetyped(Type type, Field field) {
        return !field.kind.equals("null") && type.fields.keySet().stream()
                .anyMatch(other -> other.path.equals(field.path) && !other.kind.equals(field.kind)
                        && !other.kind.equals("null"));
    }

    private static void collect(String path, JsonNode node, int depth, Set<Field> fields) {
        if (depth > 0) {
            fields.add(new Field(path, kind(node.getNodeType())));
        }
        if (depth >= MAX_DEPTH || fields.size() > MAX_FIELDS) {
            return;
        }
        node.properties().forEach(field -> collect(path + "/" + JsonDiff.escaped(field.getKey()), field.getValue(),
                depth + 1, fields));
        if (node.isArray()) {
            node.forEach(item -> collect(path + "/*", item, depth + 1, fields));
        }
    }

    private static String kind(JsonNodeType type) {
        return type == JsonNodeType.STRING ? "text" : type.name().toLowerCase(Locale.ROOT);
    }
}
