package dev.eventscope.replay;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.rules.structural.RuleFile;
import dev.eventscope.upcast.UpcastVerdict;
import dev.eventscope.upcast.Upcasts;

import static org.assertj.core.api.Assertions.assertThat;

class DryRunTallyTest {

    private static final Upcasts UPCASTS = Upcasts.of(RuleFile.parse("v3.yaml", """
            upcasters:
              - type: T
                from: 1
                to: 2
                rules:
                  - convert: {path: /tags, to: list}
                  - convert: {path: /more, to: list}
              - type: T
                from: 2
                to: 3
                rules:
                  - convert: {path: /size, to: number}
                  - drop: {path: /charset}
            """));
    private static final List<RecordedEvent> EVENTS = List.of(
            event("e1", "1", "{\"size\":1}"),
            event("e2", "1", "{\"tags\":\"a\",\"more\":\"b\"}"),
            event("e3", "2", "{\"charset\":\"x\",\"size\":\"2\"}"),
            event("e4", "1", "{\"size\":\"12 kB\"}"),
            event("e5", "1", "{\"size\":\"4 kB\"}"),
            event("e6", "3", "{}"),
            event("e7", "9", "{}"),
            event("e8", "1", "{\"tags\":\"a\",\"charset\":\"x\"}"));

    @Test
    void every_event_counts_once_under_its_worst_verdict() {
        DryRunTally tally = tally(EVENTS);

        assertThat(tally.rows().stream()
                .map(row -> row.type() + " " + row.from() + "→" + row.to() + " " + row.ok() + " "
                        + row.changed() + " " + row.lossy() + " " + row.failed()))
                .containsExactly(
                        "T 1→3 1 1 1 2", "T 2→3 0 0 1 0");
        assertThat(tally.rows().getFirst().events()).isEqualTo(5);
        assertThat(tally.rows().getFirst().firstFailed()).extracting(EventHeader::id).isEqualTo("e4");
        assertThat(tally.rows().getFirst().first().get(UpcastVerdict.CHANGED).id()).isEqualTo("e2");
    }

    @Test
    void reasons_group_worst_first_with_line_and_examples() {
        List<DryRunReason> reasons = tally(EVENTS).reasons();

        assertThat(reasons)
                .extracting(r -> r.verdict() + " " + r.events() + " " + r.why() + " " + r.place() + " " + r.line())
                .containsExactly(
                        "FAILED 2 size holds text that is not a number v3.yaml:8 12",
                        "LOSSY 2 charset is dropped and no other field keeps it v3.yaml:8 13",
                        "CHANGED 1 more is split at ',' v3.yaml:2 7",
                        "CHANGED 1 tags is split at ',' v3.yaml:2 6");
        assertThat(reasons.getFirst().examples()).extracting(EventHeader::id).containsExactly("e4", "e5");
    }

    @Test
    void versions_that_the_chain_does_not_know_are_told_apart() {
        assertThat(tally(EVENTS).kept()).containsExactly(new DryRunKept("T", "9", 1));
    }

    @Test
    void batches_counted_apart_add_up_to_the_whole() {
        for (int cut = 0; cut <= EVENTS.size(); cut++) {
            DryRunTally first = tally(EVENTS.subList(0, cut));

            first.addAll(tally(EVENTS.subList(cut, EVENTS.size())));

            assertThat(first.rows()).isEqualTo(tally(EVENTS).rows());
            assertThat(first.reasons()).isEqualTo(tally(EVENTS).reasons());
            assertThat(first.kept()).isEqualTo(tally(EVENTS).kept());
            assertThat(first.read()).isEqualTo(EVENTS.size());
        }
    }

    @Test
    void examples_and_reasons_are_bounded() {
        DryRunTally tally = new DryRunTally();
        for (int i = 0; i < 1_000; i++) {
            RecordedEvent event = event("e" + i, "1", "{\"size\":\"x\"}");
            tally.add(event, UPCASTS.upcast(event));
        }

        assertThat(tally.reasons().getFirst().events()).isEqualTo(1_000);
        assertThat(tally.reasons().getFirst().examples()).hasSize(DryRunReason.MAX_EXAMPLES);
    }

    private static DryRunTally tally(List<RecordedEvent> events) {
        DryRunTally tally = new DryRunTally();
        events.forEach(event -> tally.add(event, UPCASTS.upcast(event)));
        return tally;
    }

    private static RecordedEvent event(String id, @Nullable String version, String payload) {
        return new RecordedEvent(new EventHeader(id, new StreamId("content-a"), "content", 1L, OrderToken.of(1), "T",
                version, null, null, null, null, Set.of()), Payload.json(payload), Payload.none());
    }
}
