package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.testkit.Trials;
import dev.eventscope.upcast.Upcasts;

import static dev.eventscope.replay.Trees.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BlameTest {

    private static final StreamId STREAM = new StreamId("order-1");

    @Test
    void a_field_belongs_to_the_event_that_wrote_it_last_even_where_its_value_stayed_equal() {
        Blame blame = blame(null, "{\"a\":1,\"b\":{\"c\":true}}", "{\"b\":{\"c\":true}}", "{\"d\":[]}");

        assertThat(blame.fields()).extracting(FieldBlame::path, field -> field.last().version(), FieldBlame::writes)
                .containsExactly(tuple("/a", 1L, 1L), tuple("/b/c", 2L, 2L), tuple("/d", 3L, 1L));
        assertThat(blame.fields().get(1).earlier()).extracting(FieldWrite::version).containsExactly(1L);
        assertThat(blame.fields().get(1).last())
                .isEqualTo(new FieldWrite(2, "e2", "Changed", null, null, "ann", false));
    }

    @Test
    void a_removed_field_stands_with_the_event_that_removed_it_and_its_writers_before() {
        Blame blame = blame(null, "{\"a\":{\"b\":1},\"z\":0}", "{\"a\":{\"b\":2}}", "{\"a\":null}", "{\"z\":1}");

        assertThat(blame.fields()).extracting(FieldBlame::path, FieldBlame::isRemoved, field -> field.last().version())
                .containsExactly(tuple("/z", false, 4L), tuple("/a/b", true, 3L));
        assertThat(blame.fields().get(1).earlier()).extracting(FieldWrite::version).containsExactly(2L, 1L);
    }

    @Test
    void a_field_that_came_back_keeps_its_removal_among_its_writers() {
        Blame blame = blame(null, "{\"a\":1}", "{\"a\":null}", "{\"a\":1}");

        assertThat(blame.fields()).singleElement().satisfies(field -> {
            assertThat(field.last().version()).isEqualTo(3);
            assertThat(field.earlier()).extracting(FieldWrite::version, FieldWrite::removal)
                    .containsExactly(tuple(2L, true), tuple(1L, false));
        });
    }

    @Test
    void an_element_of_an_array_keeps_its_writer_when_others_come_before_it() {
        Blame blame = blame(new Pushing(), "{\"x\":\"one\"}", "{\"x\":\"two\"}", "{\"x\":\"three\"}");

        assertThat(blame.fields()).extracting(FieldBlame::path, FieldBlame::value, field -> field.last().version())
                .containsExactly(tuple("/list/0", json("\"three\""), 3L), tuple("/list/1", json("\"two\""), 2L),
                        tuple("/list/2", json("\"one\""), 1L));
    }

    @Test
    void a_value_that_a_reducer_takes_from_elsewhere_in_the_payload_counts_as_written() {
        Blame blame = blame(new Naming(), "{\"x\":\"same text\"}", "{\"x\":\"same text\"}", "{\"y\":1}");

        assertThat(blame.fields()).singleElement().satisfies(field -> {
            assertThat(field.path()).isEqualTo("/name");
            assertThat(field.last().version()).isEqualTo(2);
        });
    }

    @Test
    void removed_fields_are_bounded_and_the_rest_is_counted() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ObjectNode add = Json.object();
            ObjectNode remove = Json.object();
            for (int j = 0; j < 2_000; j++) {
                add.put("k" + i + "-" + j, j);
                remove.putNull("k" + i + "-" + j);
            }
            events.add(Json.write(add));
            events.add(Json.write(remove));
        }

        Blame blame = blame(null, events.toArray(String[]::new));

        assertThat(blame.fields()).hasSize(Blame.MAX_REMOVED + 1);
        assertThat(blame.forgotten()).isEqualTo(2_000);
    }

    @Test
    void u04_blame_is_what_an_independent_hand_finds() {
        Trials trials = Trials.of("U04 blame", 400, 40_000);

        assertThat(differences(trials, BlameTest::blamed)).as(trials.toString()).isEmpty();
    }

    @Test
    void u04_seeded_bug_the_last_change_for_the_last_write_is_caught() {
        Trials trials = Trials.of("U04 seeded bug, changes for writes", 100, 100);

        assertThat(differences(trials, BlameTest::changed)).isNotEmpty();
    }

    private interface Subject {
        Map<String, Long> versions(List<RecordedEvent> events, JsonNode state);
    }

    private static List<String> differences(Trials trials, Subject subject) {
        Random random = trials.random();
        List<String> found = new ArrayList<>();
        for (int trial = 0; trial < trials.count(); trial++) {
            Trees trees = new Trees(random.nextLong());
            List<RecordedEvent> events = new ArrayList<>();
            JsonNode state = Json.object();
            for (int version = 1; version <= 1 + random.nextInt(15); version++) {
                JsonNode patch = trees.object(3);
                state = Trees.merged(state, patch);
                events.add(event(version, Json.write(patch)));
            }
            Map<String, Long> expected = new LinkedHashMap<>();
            leaves("", state, expected, events);
            Map<String, Long> told = subject.versions(events, state);
            told.keySet().retainAll(expected.keySet());
            if (!told.equals(expected)) {
                found.add("trial " + trial + ": " + told + " is not " + expected);
            }
        }
        return found;
    }

    /// For every value outside of arrays, the last event whose patch names it: seen from the end, event by event.
    private static void leaves(String path, JsonNode node, Map<String, Long> writers, List<RecordedEvent> events) {
        if (node.isObject()) {
            node.properties().forEach(field -> leaves(path + "/" + JsonDiff.escaped(field.getKey()), field.getValue(),
                    writers, events));
        } else if (node.isValueNode()) {
            JsonPointer pointer = JsonPointer.valueOf(path);
            for (RecordedEvent event : events.reversed()) {
                if (!((Payload.Tree) event.payload().decode()).node().at(pointer).isMissingNode()) {
                    writers.put(path, event.header().version());
                    return;
                }
            }
        }
    }

    private static Map<String, Long> blamed(List<RecordedEvent> events, JsonNode state) {
        Map<String, Long> versions = new LinkedHashMap<>();
        blame(null, events).fields().stream().filter(field -> !field.isRemoved())
                .forEach(field -> versions.put(field.path(), field.last().version()));
        return versions;
    }

    private static Map<String, Long> changed(List<RecordedEvent> events, JsonNode state) {
        Fold fold = Folds.approximate().fold("order", true);
        FoldPoint point = fold.startBefore(events.getFirst().header());
        for (RecordedEvent event : events) {
            point = fold.next(point, event);
        }
        Map<String, Long> versions = new LinkedHashMap<>();
        dates("", point.state(), point.dates(), versions);
        return versions;
    }

    private static void dates(String path, JsonNode node, FieldDates dates, Map<String, Long> versions) {
        if (node.isObject()) {
            node.properties().forEach(field -> dates(path + "/" + JsonDiff.escaped(field.getKey()), field.getValue(),
                    dates.field(field.getKey()), versions));
        } else if (node.isValueNode()) {
            versions.put(path, dates.version());
        }
    }

    private static Blame blame(Reducer reducer, String... payloads) {
        List<RecordedEvent> events = new ArrayList<>();
        for (String payload : payloads) {
            events.add(event(events.size() + 1, payload));
        }
        return blame(reducer, events);
    }

    private static Blame blame(Reducer reducer, List<RecordedEvent> events) {
        Fold fold = Folds.of("native", reducer == null ? List.of() : List.of(reducer), Upcasts.none())
                .fold("order", false);
        BlameScan scan = new BlameScan();
        FoldPoint point = new FoldWalk(fold, null, scan).over(events);
        return scan.blame(point.of(STREAM));
    }

    private static RecordedEvent event(long version, String payload) {
        return new RecordedEvent(new EventHeader("e" + version, STREAM, "order", version, OrderToken.of(version),
                "Changed", "1", null, null, null, null, Set.of()), Payload.json(payload),
                Payload.json("{\"actor\":\"ann\"}"));
    }

    private abstract static class OrderReducer implements Reducer {
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
    }

    /// Puts what comes before what is there.
    private static final class Pushing extends OrderReducer {
        @Override
        public JsonNode apply(JsonNode state, FoldEvent event) {
            ObjectNode next = Json.object();
            next.putArray("list").add(event.payload().get("x"))
                    .addAll(state.path("list").isMissingNode()
                            ? List.of()
                            : List.copyOf(state.get("list").valueStream().toList()));
            return next;
        }
    }

    /// Keeps one field of the payload under another name.
    private static final class Naming extends OrderReducer {
        @Override
        public JsonNode apply(JsonNode state, FoldEvent event) {
            return event.payload().has("x") ? Json.object().set("name", event.payload().get("x")) : state;
        }
    }
}
