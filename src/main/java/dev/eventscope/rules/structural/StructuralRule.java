package dev.eventscope.rules.structural;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.yaml.RulePlace;

/// One change to the shape of a payload. A rule about a field that an event does not have leaves the event as it is.
///
/// Shape: `told` is the sentence for what the rule does, made once and not for each event.
public sealed interface StructuralRule {

    /// The words that a rule file may use.
    List<String> WORDS = List.of("rename", "add", "drop", "move", "convert", "set");

    RulePlace place();

    /// What it does to a payload, in general.
    String told();

    /// Another name in the same object, at the same place in its order. Fails where the new name is taken.
    record Rename(RulePlace place, FieldPointer from, FieldPointer to, String told) implements StructuralRule {

        public Rename(RulePlace place, FieldPointer from, FieldPointer to) {
            this(place, from, to, from.label() + " is now " + to.label());
        }
    }

    /// A default where the field is missing; a field that is there, even as null, is left alone.
    record Add(RulePlace place, FieldPointer path, JsonNode value, String told) implements StructuralRule {

        public Add(RulePlace place, FieldPointer path, JsonNode value) {
            this(place, path, value, path.label() + " is added");
        }
    }

    /// The field goes, and its value with it.
    record Drop(RulePlace place, FieldPointer path, String told) implements StructuralRule {

        public Drop(RulePlace place, FieldPointer path) {
            this(place, path, path.label() + " is dropped and no other field keeps it");
        }
    }

    /// Another place in the payload; objects on the way are made. Fails where something is there already.
    record Move(RulePlace place, FieldPointer from, FieldPointer to, String told) implements StructuralRule {

        public Move(RulePlace place, FieldPointer from, FieldPointer to) {
            this(place, from, to, from.label() + " is now " + to.label());
        }
    }

    /// A field gets the value of an expression over `payload`, where `when` holds or is not there.
    record Set(RulePlace place, FieldPointer path, Expression to,
            @Nullable Expression when) implements StructuralRule {

        @Override
        public String told() {
            return path.label() + " is set";
        }
    }

    /// Another kind of value at the same place; null stays null.
    ///
    /// Shape: `separator` parts text that becomes a list; the parts lose the space around them.
    record Convert(RulePlace place, FieldPointer path, ValueKind to, String separator,
            String told) implements StructuralRule {

        public Convert(RulePlace place, FieldPointer path, ValueKind to, String separator) {
            this(place, path, to, separator, path.label() + " becomes " + to.noun());
        }
    }
}
