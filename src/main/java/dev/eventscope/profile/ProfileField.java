package dev.eventscope.profile;

import java.util.Set;

import dev.eventscope.rules.structural.FieldPointer;

/// A field that a profile pins or hides: in the events of some types, or in all.
///
/// Shape: no types stand for all of them.
public record ProfileField(FieldPointer path, Set<String> types) {

    public ProfileField {
        types = Set.copyOf(types);
    }

    public boolean isOf(String type) {
        return types.isEmpty() || types.contains(type);
    }
}
