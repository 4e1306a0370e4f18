package dev.eventscope.replay;

import java.util.EnumMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.Expression.Variable;
import dev.eventscope.rules.expression.ExpressionFailed;

/// Whether something holds for a state, and the event that led to it.
///
/// Shape: pure, and bounded in time.
@FunctionalInterface
public interface StatePredicate {

    boolean holds(RecordedEvent event, JsonNode state);

    /// A filter whose `data.…` is the state, not the payload.
    static StatePredicate of(Filter filter) {
        return (event, state) -> filter.matches(FilterSubject.of(event, state));
    }

    /// An expression over `state` and `event`. It does not hold where it asks for a field that is not there.
    ///
    /// Errors: [ExpressionFailed] out of [#holds] where it fails in any other way.
    static StatePredicate of(Expression expression) {
        return (event, state) -> {
            Map<Variable, JsonNode> variables = new EnumMap<>(Variable.class);
            variables.put(Variable.STATE, state);
            if (expression.uses(Variable.EVENT)) {
                variables.put(Variable.EVENT, DeclaredReducer.describe(event));
            }
            try {
                return expression.holds(variables);
            } catch (ExpressionFailed e) {
                if (e.isAbsence()) {
                    return false;
                }
                throw e;
            }
        };
    }

    /// Errors: [dev.eventscope.rules.expression.MalformedExpression].
    static Expression compile(String text) {
        return Expression.compile(text, Variable.STATE, Variable.EVENT);
    }
}
