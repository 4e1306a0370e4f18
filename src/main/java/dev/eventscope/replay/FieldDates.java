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
        int[] matches = ArrayAlignment.of(before, after);
        List<FieldDates> dates = new ArrayList<>(after.size());
        boolean changed = before.size() != after.size();
        int old = 0;
        for (int i = 0; i < matches.length; i++) {
            if (matches[i] >= 0) {
                dates.add(item(matches[i]));
                old = matches[i] + 1;
                continue;
            }
            // An element that is not found again stands in for the one that was in its place, while there is one.
            boolean paired = old < nextMatch(matches, i, before.size());
            dates.add(paired
                    ? item(old).next(before.get(old), after.get(i), newVersion)
                    : untouched(newVersion));
            old += paired ? 1 : 0;
            changed = true;
        }
        return changed ? new FieldDates(newVersion, Map.of(), dates) : this;
    }

    private static int nextMatch(int[] matches, int from, int end) {
        for (int i = from; i < matches.length; i++) {
            if (matches[i] >= 0) {
                return matches[i];
            }
        }
        return end;
    }
}
