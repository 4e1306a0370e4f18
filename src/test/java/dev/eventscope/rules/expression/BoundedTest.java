package dev.eventscope.rules.expression;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.FilterSubject;
import dev.eventscope.rules.expression.Expression.Variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/// U12: endless loops, catastrophic patterns and huge ranges are stopped within 2.5 s, and what comes after them works.
class BoundedTest {

    private static final Duration LIMIT = Duration.ofMillis(2_500);
    private static final int LONG = 1_000_000;
    private static ObjectNode payload = Json.object();

    @BeforeAll
    static void fill() {
        payload.put("text", "a".repeat(LONG)).put("falls", "a".repeat(LONG / 2) + "b");
        ArrayNode list = payload.putArray("list");
        for (int i = 0; i < LONG; i++) {
            list.add(i);
        }
        ObjectNode keys = payload.putObject("keys");
        for (int i = 0; i < LONG; i++) {
            keys.put("k" + i, "v");
        }
    }

    static String[] hostile() {
        String range = "[" + String.join(",", Collections.nCopies(200, "1")) + "]";
        String text = "['" + "a".repeat(200) + "']";
        return new String[]{
            range + ".all(x, " + range + ".all(y, " + range + ".all(z, " + range + ".all(w, x > 0))))",
            "payload.list.all(x, payload.list.all(y, x >= 0))",
            "payload.list.map(x, payload.list)",
            "payload.list.map(x, payload.list.map(y, payload.list.map(z, z))).size()",
            "payload.list.all(x, x in payload.list)",
            "payload.list.all(x, payload.list == payload.list)",
            "payload.list.map(x, payload.text + payload.text)",
            "payload.list.exists(x, payload.text.contains(payload.falls))",
            "[payload.text].all(t, [payload.falls].all(f, " + range + ".all(x, " + range + ".all(y, t != f + t))))",
            range + ".exists(x, payload.text.matches('(a|aa)+b') || payload.text.matches('(x+x+)+y'))",
            "payload.text.matches('((((a{100}){100}){100}){100}){100}')",
            "payload.text.matches('(.*a){20}(.*a){20}')",
            "payload.list.map(x, string(x)).join(payload.text)",
            "payload.text.split('a').map(p, payload.text.split('a'))",
            "payload.keys.map(k, payload.keys.map(l, k + l))",
            "payload.keys.all(k, payload.keys.exists(l, l == k))",
            text + ".map(t, " + String.join(" + ", Collections.nCopies(60, "t")) + ").map(t, "
                    + String.join(" + ", Collections.nCopies(60, "t")) + ").map(t, "
                    + String.join(" + ", Collections.nCopies(60, "t")) + ")",
        };
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_would_go_on_for_ever_is_stopped_in_time(String expression) {
        Expression compiled = Expression.compile(expression, Variable.PAYLOAD);

        Duration took = within(LIMIT, () -> assertThatThrownBy(() -> compiled.evaluate(Map.of(Variable.PAYLOAD,
                payload))).isInstanceOf(ExpressionFailed.class));

        System.getLogger("U12").log(System.Logger.Level.INFO, "U12 {0} ms {1}", took.toMillis(),
                expression.substring(0, Math.min(60, expression.length())));
        assertThat(Expression.compile("1 + 1", Variable.PAYLOAD).evaluate(Map.of(Variable.PAYLOAD, payload)).asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("nested")
    void an_expression_that_is_too_large_is_refused_when_it_is_read(String expression) {
        within(LIMIT, () -> assertThatThrownBy(() -> Expression.compile(expression, Variable.PAYLOAD))
                .isInstanceOf(MalformedExpression.class));
    }

    static String[] nested() {
        return new String[]{
            "(".repeat(2_000) + "1" + ")".repeat(2_000),
            "[".repeat(2_000) + "]".repeat(2_000),
            "1" + " + 1".repeat(2_000),
        };
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_filter_is_linear_in_what_it_looks_at(String filter) {
        Filter parsed = Filter.parse(filter, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        RecordedEvent event = new RecordedEvent(new EventHeader("e1", new StreamId("s-1"), "s", 1L, OrderToken.of(1),
                "T", "1", null, null, null, null, Set.of()),
                Payload.json(Json.write(Json.object().put("text", "a".repeat(LONG)).set("list",
                        Json.mapper().valueToTree(new int[LONG / 10])))),
                Payload.none());

        within(LIMIT, () -> assertThat(parsed.matches(FilterSubject.of(event))).isFalse());
    }

    static String[] filters() {
        return new String[]{
            "data.text~\"" + "a".repeat(1_500) + "b\"",
            "data.text:" + "a*".repeat(1_000) + "b",
            "data.text:" + "*a".repeat(1_000) + "*b",
            "data.text~(a+)+$",
            "data.list>1e999999999",
            "data~" + "*a".repeat(200) + "*b",
        };
    }

    /// Seeded bug: a loop without the meter must be noticed by the same check. CEL itself counts its turns, not what is done
    /// in each of them.
    @Test
    void the_check_notices_a_language_that_is_not_bounded() {
        List<Long> list = LongStream.range(0, Language.MAX_TURNS).boxed().toList();
        String turn = "[x" + ", x".repeat(1_300) + "]";

        assertThatThrownBy(() -> within(Duration.ofMillis(500), () -> withoutMeter(
                "payload.all(x, " + turn + ".size() > 0)", list)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("is still running");
    }

    private static void withoutMeter(String expression, List<Long> list) {
        try {
            Language.compile(expression, List.of(Variable.PAYLOAD)).eval(Map.of("payload", list));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration within(Duration limit, Runnable work) {
        long start = System.nanoTime();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            fail(thread.getName() + " is still running after " + limit.toMillis() + " ms");
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Error error ? error : new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
