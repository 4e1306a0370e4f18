package dev.eventscope.rules.expression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/// One expression in CEL (cel.dev), compiled: pure, without I/O, always over within bounds.
///
/// ```
/// payload.price * payload.quantity          // whole and broken numbers mix
/// has(payload.tags) ? payload.tags : []     // a field that is not there fails without has(…)
/// payload.items.map(i, i.price).sum()       // map, filter, all, exists; sum, join, split, trim, lower, upper, round
/// state.total < 0 && event.type == 'Paid'
/// ```
///
/// Shape: at most 4,096 characters and 64 levels; one evaluation at most 300,000 steps, 20,000,000 characters of text, a
///        second, and a result of 100,000 values. Decimals are 64-bit; a number that would lose digits fails instead.
/// Threads: immutable; safe from any thread.
public final class Expression {

    /// Names that an expression may use.
    public enum Variable {
        PAYLOAD, STATE, EVENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern PLACE = Pattern.compile("<input>:(\\d+)");

    private final String text;
    private final CelRuntime.Program program;
    private final Set<Variable> used;

    private Expression(String text, CelRuntime.Program program) {
        this.text = text;
        this.program = program;
        this.used = Arrays.stream(Variable.values())
                .filter(variable -> Pattern.compile("\\b" + variable.word() + "\\b").matcher(text).find())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Errors: [MalformedExpression] with line and column.
    public static Expression compile(String text, Variable... variables) {
        try {
            return new Expression(text, Language.compile(text, List.of(variables)));
        } catch (CelValidationException e) {
            CelIssue first = e.getErrors().getFirst();
            throw new MalformedExpression(Math.max(1, first.getSourceLocation().getLine()),
                    Math.max(0, first.getSourceLocation().getColumn()) + 1,
                    SyntaxReason.of(first.getMessage(), names(variables)));
        } catch (CelEvaluationException e) {
            throw new MalformedExpression(1, 1, "cannot be used: " + e.getMessage());
        }
    }

    private static String names(Variable... variables) {
        return Arrays.stream(variables).map(Variable::word).collect(Collectors.joining(", "));
    }

    public String text() {
        return text;
    }

    /// Whether it looks at a variable. Says yes where only the word stands in it, in a text.
    public boolean uses(Variable variable) {
        return used.contains(variable);
    }

    /// The value for these variables, which are all that it was compiled with.
    ///
    /// Errors: [ExpressionFailed].
    public JsonNode evaluate(Map<Variable, JsonNode> variables) {
        for (Variable variable : used) {
            JsonNode whole = variables.get(variable);
            if (whole != null && text.equals(variable.word())) {
                return whole;
            }
        }
        Map<String, Object> values = new HashMap<>();
        used.forEach(variable -> {
            JsonNode node = variables.get(variable);
            if (node != null) {
                values.put(variable.word(), Values.of(node));
            }
        });
        Meter meter = new Meter();
        return ScopedValue.where(Meter.CURRENT, meter).call(() -> run(values, meter));
    }

    /// Whether a predicate holds.
    ///
    /// Errors: [ExpressionFailed], also where it gives anything but true or false.
    public boolean holds(Map<Variable, JsonNode> variables) {
        JsonNode result = evaluate(variables);
        if (!result.isBoolean()) {
            throw new ExpressionFailed("column 1: a predicate gives true or false, this one gave something else");
        }
        return result.booleanValue();
    }

    private JsonNode run(Map<String, Object> values, Meter meter) {
        try {
            return Values.toJson(program.trace(values, (_, _) -> meter.step()));
        } catch (CelEvaluationException e) {
            throw new ExpressionFailed("column " + columnOf(e) + ": " + reasonOf(e),
                    e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND);
        } catch (Meter.Exceeded | ExpressionFailed e) {
            throw new ExpressionFailed("column 1: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new ExpressionFailed("column 1: the values are nested too deep");
        }
    }

    private int columnOf(CelEvaluationException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        int at = place.find() ? Integer.parseInt(place.group(1)) : 0;
        return Math.min(at, text.length()) + 1;
    }

    /// Said without a value of the event: the message goes into reports and logs.
    private static String reasonOf(CelEvaluationException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ExpressionFailed) {
                return String.valueOf(cause.getMessage());
            }
        }
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "there is no such field: ask with has(…) first";
            case INDEX_OUT_OF_BOUNDS -> "the list is shorter than that";
            case DIVIDE_BY_ZERO -> "division by zero";
            case OVERLOAD_NOT_FOUND -> "this cannot be done with values of these kinds";
            case NUMERIC_OVERFLOW -> "the number becomes too large";
            case BAD_FORMAT, INVALID_ARGUMENT -> "a value cannot be read as that kind";
            case ITERATION_BUDGET_EXCEEDED -> "stopped after " + Language.MAX_TURNS + " turns of its loops";
            default -> "it cannot be evaluated";
        };
    }
}
