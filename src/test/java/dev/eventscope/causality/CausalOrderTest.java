package dev.eventscope.causality;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

import static org.assertj.core.api.Assertions.assertThat;

class CausalOrderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"vector_clock\":{\"a\":1}}|{\"vector_clock\":{\"a\":2}}|BEFORE",
        "{\"vector_clock\":{\"a\":2,\"b\":1}}|{\"vector_clock\":{\"b\":1}}|AFTER",
        "{\"vector_clock\":{\"a\":1}}|{\"vector_clock\":{\"b\":1}}|CONCURRENT",
        "{\"vector_clock\":{\"a\":2,\"b\":1}}|{\"vector_clock\":{\"a\":1,\"b\":2}}|CONCURRENT",
        "{\"vector_clock\":{\"a\":1}}|{\"vector_clock\":{\"a\":1}}|UNKNOWN",
        "{}|{\"vector_clock\":{\"a\":1}}|UNKNOWN",
        "{\"vector_clock\":{\"a\":\"x\"}}|{\"vector_clock\":{\"a\":1}}|UNKNOWN",
        "not json|{\"vector_clock\":{\"a\":1}}|UNKNOWN"
    })
    void events_of_two_streams_are_ordered_by_their_clocks(String one, String other, CausalOrder expected) {
        assertThat(CausalOrder.order(event("x", 5, one), event("y", 1, other))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, BEFORE", "3, 2, AFTER", "2, 2, SAME"})
    void events_of_one_stream_are_ordered_by_their_versions(long one, long other, CausalOrder expected) {
        assertThat(CausalOrder.order(event("x", one, "{}"), event("x", other, "{\"vector_clock\":{\"a\":1}}")))
                .isEqualTo(expected);
    }

    private static RecordedEvent event(String stream, long version, String metadata) {
        return new RecordedEvent(new EventHeader(stream + version, new StreamId(stream), "", version,
                OrderToken.of(version), "A", "1", null, null, null, null, Set.of()), Payload.json("{}"),
                Payload.json(metadata));
    }
}
