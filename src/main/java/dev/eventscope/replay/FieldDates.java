package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/// For each value of a state, the version that changed it last; for an object or array, the last change within it.
///
/// Shape: runs beside the tree of the state. What has no entry of its own is as old as what it stands in.
public final class FieldDates {

    private final long version;
    private final Map<String, FieldDates> fields;
    private final List<FieldDates> items;

    private FieldDates(long version, Map<String, FieldDates> fields, List<FieldDates> items) {
        this.version = version;
        this.fields = fields;
        this.items = items;
    }

    static FieldDates untouched(long version) {
        return new FieldDates(version, Map.of(), List.of());
    }

    public long version() {
        return version;
    }

    public FieldDates field(String name) {
        FieldDates found = fields.get(name);
        return found == null ? untouched(version) : found;
    }

    public FieldDates item(int index) {
        return index < items.size() ? items.get(index) : untouched(version);
    }

    /// The dates after one more version. Shares everything that did not change.
    @SuppressWarnings("ReferenceEquality") // states share structure: the same instance cannot hold a change
    FieldDates next(JsonNode before, JsonNode after, long newVersion) {
        if (before == after) {
            return this;
        }
        if (before.isObject() && after.isObject()) {
            return nextObject(before, after, newVersion);
        }
        if (before.isArray() && after.isArray()) {
            return nextArray(before, after, newVersion);
        }
        return JsonEquality.same(before, after) ? this : untouched(newVersion);
    }

    private FieldDates nextObject(JsonNode before, JsonNode after, long newVersion) {
        Map<String, FieldDates> dates = HashMap.newHashMap(after.size());
        int kept = 0;
        boolean changed = false;
        for (var field : after.properties()) {
            JsonNode old = before.get(field.getKey());
            FieldDates date = old == null
                    ? untouched(newVersion)
                    : field(field.getKey()).next(old, field.getValue(), newVersion);
            kept += old == null ? 0 : 1;
            changed |= date.version == newVersion;
            dates.put(field.getKey(), date);
        }
        return changed || kept < before.size() ? new FieldDates(newVersion, dates, List.of()) : this;
    }

    private FieldDates nextArray(JsonNode before, JsonNode after, long newVersion) {
        int[] origins = ArrayAlignment.origins(before, after);
        List<FieldDates> dates = new ArrayList<>(after.size());
        boolean changed = before.size() != after.size();
        for (int i = 0; i < origins.length; i++) {
            int origin = origins[i];
            FieldDates date = origin < 0
                    ? untouched(newVersion)
                    : item(origin).next(before.get(origin), after.get(i), newVersion);
            changed |= date.version == newVersion;
            dates.add(date);
        }
        return changed ? new FieldDates(newVersion, Map.of(), dates) : this;
    }
}
