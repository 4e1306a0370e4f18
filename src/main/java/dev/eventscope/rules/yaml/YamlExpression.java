package dev.eventscope.rules.yaml;

import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.MalformedExpression;

/// Expressions that stand in a YAML file.
public final class YamlExpression {

    private YamlExpression() {}

    /// Shape: a scalar that YAML itself takes for a number or a truth value is an expression, too: `to: 1`.
    /// Errors: [MalformedRules] with the place of the scalar, and the place within the expression.
    public static Expression read(YamlNode node, Expression.Variable... variables) {
        String text = node instanceof YamlNode.Scalar(_, var value) && value.isValueNode() && !value.isNull()
                ? value.asText()
                : "";
        if (text.isBlank()) {
            throw new MalformedRules(node.place(), "expected an expression, as in payload.total, found " + node.noun());
        }
        try {
            return Expression.compile(text, variables);
        } catch (MalformedExpression e) {
            throw new MalformedRules(node.place(), "this expression cannot be read, " + e.getMessage());
        }
    }
}
