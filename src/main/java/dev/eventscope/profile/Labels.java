package dev.eventscope.profile;

import java.util.Map;

import dev.eventscope.rules.structural.FieldPointer;

/// What a team calls its event types, its categories and the fields of its payloads.
public record Labels(Map<String, String> types, Map<String, String> categories, Map<FieldPointer, String> fields) {

    static final Labels NONE = new Labels(Map.of(), Map.of(), Map.of());

    public Labels {
        types = Map.copyOf(types);
        categories = Map.copyOf(categories);
        fields = Map.copyOf(fields);
    }

    /// The label of an event type; the type itself where it has none.
    public String ofType(String type) {
        return types.getOrDefault(type, type);
    }

    /// The label of a category; its name where it has none.
    public String ofCategory(String category) {
        return categories.getOrDefault(category, category);
    }

    /// The label of a field; its path as a sentence names it where it has none.
    public String ofField(FieldPointer field) {
        return fields.getOrDefault(field, field.label());
    }
}
