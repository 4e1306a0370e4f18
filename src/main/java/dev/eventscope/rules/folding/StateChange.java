package dev.eventscope.rules.folding;

import java.util.List;

import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.structural.FieldPointer;

/// What one rule of a declared reducer does to the state. Values are expressions over `payload`, `state` and `event`.
sealed interface StateChange {

    /// The words that a profile may use.
    List<String> WORDS = List.of("merge", "replace", "set", "copy", "append", "drop");

    /// RFC 7396: fields replace, null removes, lists replace whole.
    record Merge(Expression with) implements StateChange {}

    /// The whole state is another one.
    record Replace(Expression with) implements StateChange {}

    /// One field of the state; objects on the way are made.
    record Set(FieldPointer path, Expression to) implements StateChange {}

    /// A field of the payload goes to a field of the state as it is, every digit of it; nothing where it is missing.
    record Copy(FieldPointer from, FieldPointer to) implements StateChange {}

    /// One more element of a list of the state, which is made where it is missing.
    record Append(FieldPointer path, Expression value) implements StateChange {}

    /// A field of the state goes.
    record Drop(FieldPointer path) implements StateChange {}
}
