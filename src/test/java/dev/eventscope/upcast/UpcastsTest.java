package dev.eventscope.upcast;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.UpcastOutcome.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class UpcastsTest {

    private static final Upcasts UPCASTS = Upcasts.of(RuleFile.parse("content-v3.yaml", """
            upcasters:
              - type: ContentUpdated
                from: 1
                to: 2
                rules:
                  - rename: {from: /name, to: /title}
                  - convert: {path: /keywords, to: list}
                  - rename: {from: /keywords, to: /tags}
                  - add: {path: /draft, default: true}
              - type: ContentUpdated
                from: 2
                to: 3
                rules:
                  - convert: {path: /size, to: number}
                  - drop: {path: /charset}
                  - drop: {path: /draft}
            """));

    @Test
    void every_step_is_kept_for_looking_at_it() {
        UpcastOutcome outcome = UPCASTS.upcast(event("1", "{\"name\":\"Flow\",\"size\":5,\"keywords\":\"a, b\"}"));

        UpcastOutcome.Upcast upcast = (UpcastOutcome.Upcast) outcome;
        assertThat(upcast.raw()).hasToString("{\"name\":\"Flow\",\"size\":5,\"keywords\":\"a, b\"}");
        assertThat(upcast.stages()).extracting(UpcastStage::to).containsExactly(2, 3);
        assertThat(upcast.stages()).extracting(UpcastStage::label).containsExactly("content-v3.yaml:2",
                "content-v3.yaml:10");
        assertThat(upcast.stages().getFirst().payload())
                .hasToString("{\"title\":\"Flow\",\"size\":5,\"tags\":[\"a\",\"b\"],\"draft\":true}");
        assertThat(upcast.result()).hasToString("{\"title\":\"Flow\",\"size\":5,\"tags\":[\"a\",\"b\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1|{\"name\":\"x\",\"size\":5}|OK",
        "1|{}|OK",
        "2|{\"title\":\"x\",\"size\":\"5\"}|CHANGED",
        "1|{\"name\":\"x\",\"keywords\":\"a,b\"}|CHANGED",
        "1|{\"charset\":\"utf-8\",\"keywords\":\"a,b\"}|LOSSY",
        "1|{\"draft\":false}|LOSSY",
        "1|{\"charset\":null}|OK",
        "1|{\"size\":\"12 kB\",\"charset\":\"x\"}|FAILED",
        "1|not json|FAILED"
    })
    void the_worst_that_holds_is_the_verdict(String version, String payload, UpcastVerdict verdict) {
        assertThat(UPCASTS.upcast(event(version, payload)).verdict()).isEqualTo(verdict);
    }

    @Test
    void dropping_a_default_that_an_earlier_step_added_loses_nothing() {
        UpcastOutcome.Upcast upcast = (UpcastOutcome.Upcast) UPCASTS.upcast(event("1", "{\"name\":\"x\"}"));

        assertThat(upcast.verdict()).isEqualTo(UpcastVerdict.OK);
        assertThat(upcast.causes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "drop: {path: /by}|LOSSY",
        "drop: {path: /by/name}|LOSSY",
        "drop: {path: /by/name/first}|LOSSY",
        "convert: {path: /by/name/age, to: number}|CHANGED",
        "drop: {path: /by/name/nick}|OK",
        "drop: {path: /by/role}|OK"
    })
    void a_stored_value_that_was_moved_into_a_default_is_still_stored(String last, UpcastVerdict verdict) {
        Upcasts upcasts = Upcasts.of(RuleFile.parse("r.yaml", """
                upcasters:
                - type: T
                  from: 1
                  to: 2
                  rules:
                  - add: {path: /by, default: {role: reader}}
                  - move: {from: /author, to: /by/name}
                  - add: {path: /by/name/nick, default: none}
                """ + "  - " + last));

        UpcastOutcome outcome = upcasts.upcast(event("T", "1", "{\"author\":{\"first\":\"Ada\",\"age\":\"36\"}}"));

        assertThat(outcome.verdict()).isEqualTo(verdict);
    }

    @Test
    void a_failure_names_step_line_value_and_keeps_what_went_well() {
        UpcastOutcome outcome = UPCASTS.upcast(event("1", "{\"name\":\"x\",\"size\":\"12 kB\"}"));

        UpcastOutcome.Failed failed = (UpcastOutcome.Failed) outcome;
        assertThat(failed.stages()).extracting(UpcastStage::to).containsExactly(2);
        assertThat(failed.stepFrom()).isEqualTo(2);
        assertThat(failed.stepTo()).isEqualTo(3);
        assertThat(failed.label()).isEqualTo("content-v3.yaml:10");
        assertThat(failed.failure().line()).isEqualTo(14);
        assertThat(failed.failure().why()).isEqualTo("size holds text that is not a number");
        assertThat(failed.failure().value()).isEqualTo("\"12 kB\"");
    }

    @ParameterizedTest
    @CsvSource({"3,CURRENT", "4,UNKNOWN_VERSION", "0,UNKNOWN_VERSION", "v1,UNKNOWN_VERSION"})
    void an_event_that_no_step_is_for_comes_through_as_stored(String version, Reason reason) {
        assertThat(UPCASTS.upcast(event(version, "{\"name\":1}"))).isEqualTo(new UpcastOutcome.Unchanged(reason));
    }

    @Test
    void a_type_without_upcasters_comes_through_and_its_payload_is_not_read() {
        RecordedEvent other = event("Other", "1", "not json");

        assertThat(UPCASTS.upcast(other)).isEqualTo(new UpcastOutcome.Unchanged(Reason.NO_CHAIN));
    }

    @Test
    void an_event_without_a_schema_version_counts_as_version_one() {
        assertThat(UPCASTS.upcast(event(null, "{\"name\":\"x\"}"))).isInstanceOfSatisfying(UpcastOutcome.Upcast.class,
                upcast -> assertThat(upcast.from()).isEqualTo(1));
    }

    @Test
    void routes_are_told_for_every_stored_version() {
        UpcastChain chain = UPCASTS.chain("ContentUpdated").orElseThrow();

        assertThat(chain.route(1)).containsExactly(1, 2, 3);
        assertThat(chain.route(2)).containsExactly(2, 3);
        assertThat(chain.route(3)).containsExactly(3);
        assertThat(chain.latest()).isEqualTo(3);
        assertThat(UPCASTS.problems()).isEmpty();
    }

    @Test
    void a_gap_is_named_and_events_before_it_come_through_as_stored() {
        Upcasts gap = Upcasts.of(List.of(), List.of(step(1, 2), step(3, 4)));

        assertThat(gap.problems()).containsExactly(new ChainProblem.Gap("T", 2, 4));
        assertThat(gap.problems().getFirst().message())
                .isEqualTo("T stops at version 2 on the way to 4: add an upcaster from 2");
        assertThat(gap.reasonToKeep("T", OptionalInt.of(1))).contains(Reason.UNKNOWN_VERSION);
        assertThat(gap.reasonToKeep("T", OptionalInt.of(3))).isEmpty();
    }

    @Test
    void a_cycle_is_named_and_nothing_runs_along_it() {
        Upcasts circle = Upcasts.of(List.of(), List.of(step(1, 2), step(2, 3), step(3, 2)));

        assertThat(circle.problems()).containsExactly(new ChainProblem.Cycle("T", List.of(2, 3, 2)));
        assertThat(circle.problems().getFirst().message()).contains("2 → 3 → 2");
        assertThat(circle.upcast(event("T", "1", "{}"))).isEqualTo(new UpcastOutcome.Unchanged(Reason.BROKEN_CHAIN));
    }

    @Test
    void two_ways_are_named_with_both_places() {
        RuleFile file = RuleFile.parse("r.yaml", """
                upcasters:
                - {type: T, from: 1, to: 2, rules: []}
                - {type: T, from: 1, to: 3, rules: []}
                """);

        assertThat(Upcasts.of(file).problems())
                .containsExactly(new ChainProblem.TwoWays("T", 1, "r.yaml:2", "r.yaml:3"));
        assertThat(Upcasts.of(file).reasonToKeep("T", OptionalInt.of(1))).contains(Reason.BROKEN_CHAIN);
    }

    @Test
    void rules_and_code_make_one_chain() {
        Upcasts both = Upcasts.of(
                List.of(RuleFile.parse("r.yaml",
                        "upcasters: [{type: T, from: 2, to: 3, rules: [{drop: {path: /b}}]}]")),
                List.of(step(1, 2)));

        assertThat(both.problems()).isEmpty();
        assertThat(((UpcastOutcome.Upcast) both.upcast(event("T", "1", "{\"a\":1,\"b\":2}"))).result())
                .hasToString("{\"a\":1}");
    }

    @Test
    void a_candidate_takes_the_place_of_the_deployed_step() {
        RuleFile file = RuleFile.parse("r.yaml", "upcasters: [{type: T, from: 1, to: 2, rules: [{drop: {path: /b}}]}]");

        Upcasts candidate = Upcasts.candidate(file, List.of(step(1, 2), step(2, 3)));

        assertThat(candidate.problems()).isEmpty();
        assertThat(((UpcastOutcome.Upcast) candidate.upcast(event("T", "1", "{\"b\":2}"))).stages())
                .extracting(UpcastStage::label).containsExactly("r.yaml:1", "CodeStep");
    }

    @Test
    void code_that_throws_fails_the_event_and_names_itself() {
        Upcaster broken = new CodeStep(1, 2, _ -> {
            throw new IllegalStateException("no size");
        });

        UpcastOutcome outcome = Upcasts.of(List.of(), List.of(broken)).upcast(event("T", "1", "{}"));

        assertThat(((UpcastOutcome.Failed) outcome).failure().why())
                .isEqualTo("CodeStep threw IllegalStateException: no size");
    }

    @Test
    void code_that_lacks_a_class_fails_the_event_and_nothing_else() {
        Upcaster broken = new CodeStep(1, 2, _ -> {
            throw new NoClassDefFoundError("team/Sizes");
        });

        UpcastOutcome outcome = Upcasts.of(List.of(), List.of(broken)).upcast(event("T", "1", "{}"));

        assertThat(((UpcastOutcome.Failed) outcome).failure().why())
                .isEqualTo("CodeStep threw NoClassDefFoundError: team/Sizes");
    }

    @Test
    void code_cannot_change_what_it_was_given() {
        Upcaster changing = new CodeStep(1, 2, payload -> ((ObjectNode) payload).put("a", 2));

        UpcastOutcome.Upcast upcast = (UpcastOutcome.Upcast) Upcasts.of(List.of(), List.of(changing))
                .upcast(event("T", "1", "{\"a\":1}"));

        assertThat(upcast.raw()).hasToString("{\"a\":1}");
        assertThat(upcast.verdict()).isEqualTo(UpcastVerdict.CHANGED);
    }

    @Test
    void upcasting_is_deterministic_and_does_nothing_at_the_latest_version() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            RecordedEvent event = event(Integer.toString(1 + random.nextInt(3)), randomPayload(random));

            UpcastOutcome once = UPCASTS.upcast(event);

            assertThat(UPCASTS.upcast(event)).isEqualTo(once);
            if (once instanceof UpcastOutcome.Upcast upcast) {
                assertThat(UPCASTS.upcast(event("3", upcast.result().toString())))
                        .isEqualTo(new UpcastOutcome.Unchanged(Reason.CURRENT));
            }
        }
    }

    private record CodeStep(int from, int to, UnaryOperator<JsonNode> code) implements Upcaster {
        @Override
        public String type() {
            return "T";
        }

        @Override
        public JsonNode upcast(JsonNode payload) {
            return code.apply(payload);
        }
    }

    private static Upcaster step(int from, int to) {
        return new CodeStep(from, to, payload -> payload);
    }

    private static String randomPayload(Random random) {
        ObjectNode payload = Json.object();
        for (String field : List.of("name", "title", "size", "keywords", "charset", "draft")) {
            switch (random.nextInt(5)) {
                case 0 -> payload.put(field, random.nextInt(100));
                case 1 -> payload.put(field, "a, " + random.nextInt(100));
                case 2 -> payload.putNull(field);
                case 3 -> payload.putObject(field).put("inner", random.nextBoolean());
                default -> {
                }
            }
        }
        return payload.toString();
    }

    private static RecordedEvent event(@Nullable String version, String payload) {
        return event("ContentUpdated", version, payload);
    }

    private static RecordedEvent event(String type, @Nullable String version, String payload) {
        return new RecordedEvent(new EventHeader("e1", new StreamId("content-a"), "content", 1L, OrderToken.of(1), type,
                version, null, null, null, null, Set.of()), Payload.json(payload), Payload.none());
    }
}
