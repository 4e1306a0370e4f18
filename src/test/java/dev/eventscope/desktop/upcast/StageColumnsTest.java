package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;

class StageColumnsTest {

    private static final RuleFile RULES = RuleFile.parse("content-v3.yaml", """
            upcasters:
              - type: T
                from: 1
                to: 2
                rules:
                  - rename: {from: /name, to: /title}
                  - add: {path: /tags, default: [a, 1]}
              - type: T
                from: 2
                to: 3
                rules:
                  - convert: {path: /size, to: number}
                  - drop: {path: /charset}
              - type: Other
                from: 1
                to: 2
                rules: []
            """);

    @Test
    void each_stage_marks_what_came_and_what_goes_next() {
        List<StageColumn> columns = columns("1", "{\"name\":\"x\",\"size\":\"5\",\"charset\":\"utf-8\"}");

        assertThat(columns).extracting(StageColumn::title).containsExactly("Raw, schema 1", "Schema 2", "Schema 3");
        assertThat(columns).extracting(StageColumn::chip).containsExactly("as stored", "ok", "drops");
        assertThat(text(columns.get(0))).containsExactly(
                "1 {", "2   name: \"x\"", "3   size: \"5\"", "4   charset: \"utf-8\"", "5 }");
        assertThat(text(columns.get(1))).containsExactly(
                "1 {", "2   title: \"x\" ADDED", "3   size: \"5\"", "4   charset: \"utf-8\" REMOVED",
                "5   tags: [ ADDED", "6     \"a\" ADDED", "7     1 ADDED", "8   ]", "9 }");
        assertThat(text(columns.get(2))).containsExactly(
                "1 {", "2   title: \"x\"", "3   size: 5 CHANGED", "4   tags: [", "5     \"a\"", "6     1", "7   ]",
                "8 }");
    }

    @Test
    void a_failed_step_names_its_rule_and_marks_the_field_before_it() {
        List<StageColumn> columns = columns("1", "{\"name\":\"x\",\"size\":\"12 kB\"}");

        assertThat(text(columns.get(0))).contains("3   size: \"12 kB\" FAILED");
        assertThat(text(columns.get(1))).contains("3   size: \"12 kB\" FAILED");
        assertThat(columns.get(2)).isEqualTo(new StageColumn("Schema 3", "failed", StageColumn.Tone.DANGER, List.of(),
                new StageColumn.Refusal("size holds text that is not a number", "\"12 kB\"", "content-v3.yaml line 12",
                        List.of("- convert: {path: /size, to: number}", "- drop: {path: /charset}")),
                ""));
    }

    @Test
    void the_field_that_fails_is_followed_back_to_where_it_is_stored() {
        RuleFile rules = RuleFile.parse("r.yaml", """
                upcasters:
                - {type: T, from: 1, to: 2, rules: [{rename: {from: /a, to: /b}}]}
                - {type: T, from: 2, to: 3, rules: [{move: {from: /b, to: /c/d}}, {convert: {path: /c/d, to: number}}]}
                """);
        RecordedEvent event = event("1", "{\"a\":\"x\"}");

        List<StageColumn> columns = StageColumns.of(event, Upcasts.of(rules).upcast(event), rules);

        assertThat(text(columns.get(0))).contains("2   a: \"x\" FAILED");
        assertThat(text(columns.get(1))).contains("2   b: \"x\" FAILED");
    }

    @Test
    void an_event_that_is_not_upcast_says_why() {
        assertThat(columns("3", "{}").getLast().remark()).isEqualTo("Schema 3 is where the chain of T leads.");
        assertThat(columns("7", "{}").getLast().remark()).startsWith("No step of the chain begins at schema 7.");
        assertThat(columns("7", "{}").getLast().tone()).isEqualTo(StageColumn.Tone.WARN);
    }

    @Test
    void a_payload_that_cannot_be_read_is_shown_as_it_is() {
        List<StageColumn> columns = columns("1", "{\"name\":");

        assertThat(columns.getFirst().lines().getFirst().value()).startsWith("Cannot be decoded");
        assertThat(columns.getLast().refusal()).isNotNull();
        assertThat(columns.getLast().refusal().why()).isEqualTo("the payload cannot be read");
    }

    private static List<StageColumn> columns(String version, String payload) {
        RecordedEvent event = new RecordedEvent(new EventHeader("e1", new StreamId("content-a"), "content", 1L,
                OrderToken.of(1), "T", version, null, null, null, null, Set.of()), Payload.json(payload),
                Payload.none());
        return StageColumns.of(event, Upcasts.of(RULES).upcast(event), RULES);
    }

    private static RecordedEvent event(String version, String payload) {
        return new RecordedEvent(new EventHeader("e1", new StreamId("content-a"), "content", 1L, OrderToken.of(1), "T",
                version, null, null, null, null, Set.of()), Payload.json(payload), Payload.none());
    }

    private static List<String> text(StageColumn column) {
        return column.lines().stream()
                .map(line -> line.number() + " " + "  ".repeat(line.depth())
                        + (line.key().isEmpty() ? "" : line.key() + ": ") + line.value()
                        + (line.mark() == null ? "" : " " + line.mark()))
                .toList();
    }
}
