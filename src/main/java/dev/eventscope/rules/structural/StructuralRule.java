package dev.eventscope.rules.structural;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.yaml.RulePlace;

/// One change to the shape of a payload. A rule about a field that an event does not have leaves the event as it is.
public sealed interface StructuralRule {

    /// The words that a rule file may use.
    List<String> WORDS = List.of("rename", "add", "drop", "move", "convert", "set");

    RulePlace place();

    /// Another name in the same object, at the same place in its order. Fails where the new name is taken.
    record Rename(RulePlace place, FieldPointer from, FieldPointer to) implements StructuralRule {}

    /// A default where the field is missing; a field that is there, even as null, is left alone.
    record Add(RulePlace place, FieldPointer path, JsonNode value) implements StructuralRule {}

    /// The field goes, and its value with it.
    record Drop(RulePlace place, FieldPointer path) implements StructuralRule {}

    /// Another place in the payload; objects on the way are made. Fails where something is there already.
    record Move(RulePlace place, FieldPointer from, FieldPointer to) implements StructuralRule {}

    /// A field gets the value of an expression over `payload`, where `when` holds or is not there.
    record Set(RulePlace place, FieldPointer path, Expression to,
            @Nullable Expression when) implements StructuralRule {}

    /// Another kind of value at the same place; null stays null.
    ///
    /// Shape: `separator` parts text that becomes a list; the parts lose the space around them.
    record Convert(RulePlace place, FieldPointer path, ValueKind to, String separator) implements StructuralRule {}
}
