package dev.eventscope.replay.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.replay.Change;
import dev.eventscope.replay.Fidelity;
import dev.eventscope.replay.FoldEvent;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.Reducer;
import dev.eventscope.replay.Replay;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.testkit.Trials;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class WhatIfTest {

    private static final StreamId STREAM = new StreamId("order-1");
    private static final Folds MERGE = Folds.approximate();

    @Test
    void an_event_left_out_is_missed_from_its_version_on() {
        StreamCopy copy = copy("{\"a\":1}", "{\"b\":2}", "{\"a\":3}");

        WhatIf found = WhatIf.of(copy, Hypothesis.NONE.leavingOut(2), MERGE, MERGE);

        assertThat(found.steps()).extracting(WhatIf.Step::version, WhatIf.Step::differs)
                .containsExactly(tuple(1L, false), tuple(2L, true), tuple(3L, true));
        assertThat(changes(found.head())).containsExactly(new Change(Change.Op.REMOVE, "/b", null, json("2")));
        assertThat(found.differing()).isEqualTo(2);
    }

    @Test
    void a_difference_that_a_later_event_heals_is_told_at_its_step_only() {
        StreamCopy copy = copy("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");

        WhatIf found = WhatIf.of(copy, Hypothesis.NONE.editing(2, Payload.json("{\"a\":9}")), MERGE, MERGE);

        assertThat(found.steps()).extracting(WhatIf.Step::differs).containsExactly(false, true, false);
        assertThat(found.at(2).supposed().state()).isEqualTo(json("{\"a\":9}"));
    }

    @Test
    void two_events_change_places_and_the_later_write_wins() {
        StreamCopy copy = copy("{\"a\":1}", "{\"a\":2}", "{\"c\":0}");

        WhatIf found = WhatIf.of(copy, Hypothesis.NONE.swapping(1, 2), MERGE, MERGE);

        assertThat(found.head().supposed().state()).isEqualTo(json("{\"a\":1,\"c\":0}"));
        assertThat(found.head().supposed().version()).isEqualTo(3);
        assertThat(Hypothesis.NONE.swapping(1, 2).swapping(1, 2)).isEqualTo(Hypothesis.NONE);
    }

    @Test
    void other_upcasters_and_another_reducer_are_told_with_their_fidelity() {
        StreamCopy copy = copy("{\"n\":\"1\"}", "{\"n\":\"2\"}");
        Folds summing = Folds.of("native", List.of(new Summing()), Upcasts.none());
        Upcasts numbers = Upcasts.of(RuleFile.parse("n.yaml", """
                upcasters:
                  - type: Changed
                    from: 1
                    to: 2
                    rules:
                      - convert: {path: /n, to: number}
                """));

        WhatIf upcast = WhatIf.of(copy, Hypothesis.NONE, MERGE, MERGE.with(numbers));
        WhatIf reduced = WhatIf.of(copy, Hypothesis.NONE, summing, summing.merging());

        assertThat(upcast.head().supposed().state()).isEqualTo(json("{\"n\":2}"));
        assertThat(reduced.head().stored().state()).isEqualTo(json("{\"sum\":3}"));
        assertThat(reduced.head().stored().fidelity()).isEqualTo(Fidelity.EXACT);
        assertThat(reduced.head().supposed().fidelity()).isEqualTo(Fidelity.APPROXIMATE);
    }

    @Test
    void a_supposed_event_that_cannot_be_folded_stops_its_side_and_leaves_the_stored_one() {
        StreamCopy copy = copy("{\"n\":\"1\"}", "{\"n\":\"2\"}", "{\"n\":\"3\"}");
        Folds summing = Folds.of("native", List.of(new Summing()), Upcasts.none());

        WhatIf found = WhatIf.of(copy, Hypothesis.NONE.editing(2, Payload.json("{\"n\":\"many\"}")), summing, summing);

        assertThat(found.head().stored().state()).isEqualTo(json("{\"sum\":6}"));
        assertThat(found.head().supposed().error()).isNotNull();
        assertThat(found.steps()).extracting(WhatIf.Step::differs).containsExactly(false, true, true);
    }

    @Test
    void whatever_is_supposed_every_step_is_what_folding_those_events_from_scratch_comes_to() {
        Trials trials = Trials.of("what-if", 300, 30_000);
        Random random = trials.random();
        for (int trial = 0; trial < trials.count(); trial++) {
            List<String> payloads = new ArrayList<>();
            int size = 1 + random.nextInt(12);
            for (int i = 0; i < size; i++) {
                payloads.add(payload(random));
            }
            StreamCopy copy = copy(payloads.toArray(String[]::new));
            Hypothesis hypothesis = hypothesis(random, size);

            WhatIf found = WhatIf.of(copy, hypothesis, MERGE, MERGE);

            for (WhatIf.Step step : found.steps()) {
                assertThat(step.stored().state()).as("%s, trial %d", trials, trial)
                        .isEqualTo(bySlots(copy, Hypothesis.NONE, step.version()));
                assertThat(step.supposed().state()).as("%s, trial %d", trials, trial)
                        .isEqualTo(bySlots(copy, hypothesis, step.version()));
            }
        }
    }

    @Test
    void a_stream_that_is_too_long_is_refused_in_words() {
        assertThatThrownBy(() -> StreamCopy.of(List.of())).hasMessageContaining("at least one event");
        assertThat(new StreamTooLong("x")).isInstanceOf(RuntimeException.class);
    }

    /// Written apart: the list of events that is supposed, then one fold over it.
    private static JsonNode bySlots(StreamCopy copy, Hypothesis hypothesis, long upTo) {
        List<RecordedEvent> supposed = new ArrayList<>();
        for (long slot = 1; slot <= upTo; slot++) {
            long event = hypothesis.moved().getOrDefault(slot, slot);
            if (!hypothesis.leftOut().contains(event)) {
                Payload payload = hypothesis.edited().get(event);
                RecordedEvent stored = copy.events().get((int) event - 1);
                supposed.add(payload == null ? stored : new RecordedEvent(stored.header(), payload, Payload.none()));
            }
        }
        return Replay.stateOf(supposed, MERGE, null).map(state -> state.state()).orElse(Json.object());
    }

    private static Hypothesis hypothesis(Random random, int size) {
        Hypothesis made = Hypothesis.NONE;
        for (int i = random.nextInt(5); i > 0; i--) {
            long event = 1 + random.nextInt(size);
            List<UnaryOperator<Hypothesis>> ways = List.of(now -> now.leavingOut(event), now -> now.takingIn(event),
                    now -> now.editing(event, Payload.json(payload(random))), now -> now.reverting(event),
                    now -> now.swapping(event, 1 + random.nextInt(size)));
            made = ways.get(random.nextInt(ways.size())).apply(made);
        }
        return made;
    }

    private static String payload(Random random) {
        ObjectNode node = Json.object();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String key = String.valueOf((char) ('a' + random.nextInt(4)));
            switch (random.nextInt(3)) {
                case 0 -> node.putNull(key);
                case 1 -> node.put(key, random.nextInt(3));
                default -> node.putObject(key).put("x", random.nextInt(2));
            }
        }
        return Json.write(node);
    }

    private static List<Change> changes(WhatIf.Step step) {
        return JsonDiff.between(step.stored().state(), step.supposed().state());
    }

    private static StreamCopy copy(String... payloads) {
        List<RecordedEvent> events = new ArrayList<>();
        for (String payload : payloads) {
            long version = events.size() + 1L;
            events.add(new RecordedEvent(new EventHeader("e" + version, STREAM, "order", version,
                    OrderToken.of(version), "Changed", "1", null, null, null, null, Set.of()), Payload.json(payload),
                    Payload.none()));
        }
        return StreamCopy.of(events);
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Adds `n` up, and throws where it is no number.
    private static final class Summing implements Reducer {
        @Override
        public String layout() {
            return "native";
        }

        @Override
        public String category() {
            return "order";
        }

        @Override
        public Set<String> types() {
            return Set.of("Changed");
        }

        @Override
        public JsonNode apply(JsonNode state, FoldEvent event) {
            int sum = state.path("sum").asInt() + Integer.parseInt(event.payload().path("n").asText());
            return Json.object().put("sum", sum);
        }
    }
}
