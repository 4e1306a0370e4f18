package dev.eventscope.replay;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.upcast.Upcasts;

import static dev.eventscope.replay.Trees.json;
import static org.assertj.core.api.Assertions.assertThat;

class FoldTest {

    private static final StreamId STREAM = new StreamId("order-1");

    @Test
    void payloads_are_merged_in_order_as_rfc_7396_says() {
        for (int seed = 0; seed < 1_000; seed++) {
            Trees trees = new Trees(seed);
            List<JsonNode> patches = List.of(trees.value(3), trees.object(3), trees.object(3), trees.value(3));

            JsonNode state = fold(patches.stream().map(Json::write).toArray(String[]::new)).state();

            JsonNode expected = patches.stream().reduce(Json.object(), Trees::merged);
            assertThat(state).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void null_removes_arrays_are_replaced_and_the_last_of_two_equal_keys_counts() {
        assertThat(fold("{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":1}", "{\"a\":{\"b\":null,\"c\":[3]},\"x\":{\"y\":null}}",
                "{\"k\":1,\"k\":{\"z\":2}}").state())
                .isEqualTo(json("{\"a\":{\"c\":[3]},\"d\":1,\"x\":{},\"k\":{\"z\":2}}"));
    }

    @Test
    void a_payload_that_is_no_object_takes_the_place_of_everything() {
        assertThat(fold("{\"a\":1}", "[1,2]").state()).isEqualTo(json("[1,2]"));
        assertThat(fold("{\"a\":1}", "\"text\"", "{\"b\":2}").state()).isEqualTo(json("{\"b\":2}"));
    }

    @Test
    void numbers_keep_every_digit_and_never_become_infinite() {
        FoldPoint point = fold("{\"big\":1e400,\"long\":12345678901234567890123.4500,\"one\":1.0}");

        assertThat(Json.write(point.state()))
                .isEqualTo("{\"big\":1E+400,\"long\":12345678901234567890123.4500,\"one\":1.0}");
    }

    @Test
    void deep_nesting_folds_and_beyond_what_can_be_read_is_a_marked_event() {
        String deep = "{\"a\":".repeat(1_900) + "1" + "}".repeat(1_900);
        String tooDeep = "{\"a\":".repeat(2_100) + "1" + "}".repeat(2_100);

        FoldPoint point = fold(deep, deep, "{\"b\":2}", tooDeep);

        assertThat(point.version()).isEqualTo(3);
        assertThat(point.error()).extracting(FoldError::version).isEqualTo(4L);
    }

    @Test
    void a_number_beyond_what_can_be_held_is_a_marked_event() {
        FoldPoint point = fold("{\"a\":1}", "{\"a\":1e99999999999}");

        assertThat(point.state()).isEqualTo(json("{\"a\":1}"));
        assertThat(point.error()).isNotNull();
    }

    @Test
    void a_payload_that_cannot_be_read_stops_the_fold_at_the_last_good_version() {
        FoldPoint point = fold("{\"a\":1}", "{\"a\":2", "{\"a\":3}");

        assertThat(point.version()).isEqualTo(1);
        assertThat(point.state()).isEqualTo(json("{\"a\":1}"));
        assertThat(point.error()).extracting(FoldError::eventId, FoldError::version).containsExactly("e2", 2L);
        assertThat(point.error().message()).startsWith("the payload cannot be read: ");
    }

    @Test
    void folding_changes_no_state_that_was_there_before() {
        Fold fold = Folds.approximate().fold("order", true);
        FoldPoint first = fold.next(fold.startBefore(event(1, "A", "{}").header()),
                event(1, "A", "{\"a\":{\"b\":1},\"c\":{\"d\":[1]}}"));
        String before = Json.write(first.state());

        FoldPoint second = fold.next(first, event(2, "A", "{\"a\":{\"b\":2}}"));

        assertThat(Json.write(first.state())).isEqualTo(before);
        assertThat(second.state().get("c")).isSameAs(first.state().get("c"));
    }

    @Test
    void each_field_carries_the_version_that_changed_it_last() {
        FieldDates dates = fold("{\"a\":1,\"b\":{\"c\":1,\"d\":1},\"t\":[\"x\",\"y\"]}", "{\"a\":1,\"b\":{\"d\":2}}",
                "{\"t\":[\"w\",\"x\",\"z\"]}", "{\"new\":{\"deep\":1}}").dates();

        assertThat(dates.version()).isEqualTo(4);
        assertThat(dates.field("a").version()).isEqualTo(1);
        assertThat(dates.field("b").version()).isEqualTo(2);
        assertThat(dates.field("b").field("c").version()).isEqualTo(1);
        assertThat(dates.field("b").field("d").version()).isEqualTo(2);
        assertThat(List.of(dates.field("t").item(0).version(), dates.field("t").item(1).version(),
                dates.field("t").item(2).version())).containsExactly(3L, 1L, 3L);
        assertThat(dates.field("new").field("deep").version()).isEqualTo(4);
    }

    @Test
    void a_reducer_is_used_only_for_the_layout_and_category_it_names() {
        Folds folds = Folds.of("native", List.of(new Counting()), Upcasts.none());

        assertThat(fold(folds, "order", "A").fidelity()).isEqualTo(Fidelity.EXACT);
        assertThat(fold(folds, "order", "A", "A").state()).isEqualTo(json("{\"count\":2}"));
        assertThat(fold(folds, "invoice", "A").fidelity()).isEqualTo(Fidelity.APPROXIMATE);
        assertThat(fold(Folds.of("message-db", List.of(new Counting()), Upcasts.none()), "order", "A").fidelity())
                .isEqualTo(Fidelity.APPROXIMATE);
    }

    @Test
    void an_event_that_the_reducer_does_not_know_makes_the_state_approximate_from_there_on() {
        Folds folds = Folds.of("native", List.of(new Counting()), Upcasts.none());

        assertThat(fold(folds, "order", "A", "Foreign", "A").fidelity()).isEqualTo(Fidelity.APPROXIMATE);
    }

    @Test
    void a_reducer_that_throws_marks_the_event() {
        FoldPoint point = fold(Folds.of("native", List.of(new Counting()), Upcasts.none()), "order", "A", "Bad", "A");

        assertThat(point.version()).isEqualTo(1);
        assertThat(point.state()).isEqualTo(json("{\"count\":1}"));
        assertThat(point.error()).isEqualTo(
                new FoldError("e2", 2L, "the reducer threw IllegalStateException: no count below zero"));
    }

    @Test
    void a_reducer_that_lacks_a_class_marks_the_event() {
        FoldPoint point = fold(Folds.of("native", List.of(new Counting()), Upcasts.none()), "order", "A", "Torn", "A");

        assertThat(point.error())
                .isEqualTo(new FoldError("e2", 2L, "the reducer threw NoClassDefFoundError: team/Counts"));
    }

    private static FoldPoint fold(String... payloads) {
        Fold fold = Folds.approximate().fold("order", true);
        FoldPoint point = fold.startBefore(event(1, "A", "{}").header());
        for (int i = 0; i < payloads.length; i++) {
            point = fold.next(point, event(i + 1, "A", payloads[i]));
        }
        return point;
    }

    private static FoldPoint fold(Folds folds, String category, String... types) {
        Fold fold = folds.fold(category, false);
        FoldPoint point = fold.startBefore(event(1, "A", "{}").header());
        for (int i = 0; i < types.length; i++) {
            point = fold.next(point, event(i + 1, types[i], "{\"p\":1}"));
        }
        return point;
    }

    private static RecordedEvent event(long version, String type, String payload) {
        EventHeader header = new EventHeader("e" + version, STREAM, "order", version, OrderToken.of(version), type, "1",
                null, null, null, null, Set.of());
        return new RecordedEvent(header, Payload.json(payload), Payload.json("{}"));
    }

    private static final class Counting implements Reducer {

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
            return Set.of("A", "Bad", "Torn");
        }

        @Override
        public JsonNode apply(JsonNode state, FoldEvent event) {
            if (event.type().equals("Bad")) {
                throw new IllegalStateException("no count below zero");
            }
            if (event.type().equals("Torn")) {
                throw new NoClassDefFoundError("team/Counts");
            }
            ObjectNode next = Json.object();
            next.put("count", state.path("count").asInt() + 1);
            return next;
        }
    }
}
