package dev.eventscope.rules.expression;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.Json;
import dev.eventscope.rules.expression.Expression.Variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpressionTest {

    private static final String PAYLOAD = """
            {"price":12.5,"quantity":2,"name":"Ann B","tags":["x","y"],"items":[{"n":1},{"n":2.5}],"none":null,
            "deep":{"a":{"b":1}},"big":123456789012345678901234567890,"fine":0.12345678901234567890}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            payload.price * payload.quantity                   | 25.0
            payload.quantity + 1                               | 3
            7 / 2                                              | 3
            payload.quantity / 4.0                             | 0.5
            payload.quantity < 2.5                             | true
            payload.items.map(i, i.n).sum()                    | 3.5
            [1, 2].sum()                                       | 3
            has(payload.missing) ? payload.missing : 'none'    | "none"
            payload.none == null                               | true
            payload.none                                       | null
            payload.deep                                       | {"a":{"b":1}}
            {'a': payload.tags, 'b': [payload.deep.a]}         | {"a":["x","y"],"b":[{"b":1}]}
            payload.tags + ['z']                               | ["x","y","z"]
            payload.name.split(' ')[0].lower() + '!'           | "ann!"
            payload.tags.join('; ').upper()                    | "X; Y"
            payload.name.matches('^[A-Z]nn')                   | true
            payload.name.contains('n B')                       | true
            'x' in payload.tags                                | true
            'price' in payload                                 | true
            payload.items.filter(i, i.n > 1)                   | [{"n":2.5}]
            payload.tags.exists(t, t == 'y')                   | true
            (2.005).round(2)                                   | 2.01
            string(payload.quantity) + 'x'                     | "2x"
            int('12') + 1                                      | 13
            size(payload.tags)                                 | 2
            timestamp('2026-03-04T11:02:07Z') > timestamp('2026-01-01T00:00:00Z') | true
            """)
    void an_expression_gives_json(String expression, String json) throws JsonProcessingException {
        assertThat(evaluate(expression)).isEqualTo(Json.read(json));
    }

    @Test
    void what_is_only_passed_on_stays_exact() {
        assertThat(Json.write(evaluate("payload"))).isEqualTo(PAYLOAD.replace("\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            payload.missing + 1   | column 8: there is no such field: ask with has(…) first
            1 / (payload.quantity - 2) | column 3: division by zero
            payload.tags[2]       | column 13: the list is shorter than that
            payload.name * 2      | column 14: this cannot be done with values of these kinds
            int(payload.name)     | column 4: a value cannot be read as that kind
            9223372036854775807 + payload.quantity | column 21: the number becomes too large
            payload.big           | column 8: a number has more digits than an expression can hold: use copy for it
            payload.fine          | column 8: a number has more digits than an expression can hold: use copy for it
            payload.name.matches('(') | column 21: a pattern cannot be read, missing closing )
            payload.tags.map(t, 1.0 / 0.0)[0] | the result is nothing that JSON can hold
            """)
    void what_fails_on_an_event_is_told_with_its_column_and_no_value(String expression, String message) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(ExpressionFailed.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            payload. + 1     | 1 | 10 | '. +' cannot stand here
            payload.total +  | 1 | 16 | the expression ends too early
            'abc             | 1 | 1  | a text that is not closed
            payload ~ 1      | 1 | 9  | '~' is no part of an expression
            true && 1        | 1 | 6  | '&&' does not take bool, int
            has(payload)     | 1 | 4  | has(…) asks for a field, as in has(state.total)
            stat.total       | 1 | 1  | 'stat' is not known: there is payload, state
            nothing(payload) | 1 | 8  | 'nothing' is not known: there is payload, state
            b'x'.size()      | 1 | 10 | 'size' does not take bytes
            """)
    void what_cannot_be_read_is_told_with_line_and_column(String expression, int line, int column, String message) {
        assertThatThrownBy(() -> Expression.compile(expression, Variable.PAYLOAD, Variable.STATE))
                .isInstanceOfSatisfying(MalformedExpression.class, e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e).hasMessageStartingWith("column " + column + ": ").hasMessageContaining(message);
                });
    }

    @Test
    void a_second_line_is_counted() {
        assertThatThrownBy(() -> Expression.compile("payload.a &&\n  payload.b &&", Variable.PAYLOAD))
                .hasMessageStartingWith("line 2, column 15: ");
    }

    @Test
    void a_predicate_that_gives_no_truth_value_fails() {
        assertThatThrownBy(() -> Expression.compile("payload.a", Variable.PAYLOAD)
                .holds(Map.of(Variable.PAYLOAD, Json.object().put("a", 1))))
                .hasMessage("column 1: a predicate gives true or false, this one gave something else");
    }

    private static JsonNode evaluate(String expression) {
        try {
            return Expression.compile(expression, Variable.PAYLOAD)
                    .evaluate(Map.of(Variable.PAYLOAD, Json.read(PAYLOAD)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
