package dev.eventscope.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.event.Cause;
import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class FilterTest {

    private static final Instant NOW = Instant.parse("2026-03-04T13:15:37Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ID = "0b7f2a10-1111-4222-8333-944455566677";
    private static final String CORRELATION = "9c41f7e0-aaaa-4bbb-8ccc-dddddddddddd";

    private static final RecordedEvent EVENT = new RecordedEvent(
            new EventHeader(ID, new StreamId("content-src/relay/OutboxRelay.java"), "content", 41L,
                    OrderToken.of(124003),
                    "ContentUpdated", "2", new Cause.ById("c0ffee00-1111-4222-8333-944455566677"), CORRELATION,
                    Instant.parse("2026-03-04T11:02:07.123456Z"), Instant.parse("2026-03-04T13:00:00Z"), Set.of()),
            Payload.json("""
                    {"size": 4711, "title": "Outbox \\"X\\" relay", "draft": false, "gone": null, "price": 12.50,
                     "tags": ["kafka", "outbox", 3], "a b": {"c.d": "deep"}, "since": "2026-02-01"}"""),
            Payload.json("""
                    {"author": "Ann Meyer <ann@example.org>", "commit": "9c41f7e"}"""));

    @ParameterizedTest
    @ValueSource(strings = {
        "", "   ",
        "type:ContentUpdated", "type:Content*", "type:*Updated", "type:C*t*d", "type=ContentUpdated", "type~updated",
        "type!=ContentAdded", "\"ContentUpdated\"",
        "stream:content-src/*", "stream:*.java", "stream~outboxrelay", "category:content", "schema:2",
        "id:0b7f2a10", "id=" + ID, "correlation:9C41F7E", "correlation:*", "cause:c0ffee", "cause~5566",
        "actor:ann", "actor:MEYER", "actor~example.org", "actor:ann*org",
        "after:-3h", "before:now", "after:2026-03-04", "before:2026-03-05", "after:today", "after:yesterday",
        "after:2026-03-04T11:02:07.123456Z", "before:2026-03-04T11:02:07.123457", "after:-1d12h", "before:-15m",
        "after:2026-03-04T12:02:07.123456+01:00", "after:\"2026-03-04 11:02\"",
        "occurred<2026-03-04T12:00", "recorded>=2026-03-04T13:00:00Z",
        "version:41", "version>=41", "version<42", "version!=40", "position>124002", "position:124003",
        "bytes>100", "bytes<4kB", "bytes<=4KiB", "bytes!=0",
        "data.size>100", "data.size=4711", "data.size=4711.0", "data.size>=4711", "data.size<1e9", "data.size:47*",
        "data.title~\"x\"", "data.title~OUTBOX", "data.title=\"Outbox \\\"X\\\" relay\"", "data.draft=false",
        "data.gone=null", "data.gone:*", "data.price=12.5", "data.tags:kafka", "data.tags=3", "data.tags~OUT",
        "data.tags[1]=outbox", "data.tags.1=outbox", "data.tags:*", "data.\"a b\".\"c.d\"=deep", "data.\"a b\":*",
        "data.since<2026-02-02", "data~deep", "meta.commit=9c41f7e", "meta~\"ann meyer\"",
        "relay", "OUTBOX", "Updated", "\"src/relay\"", "src*java", "0b7f",
        "-type:ContentAdded", "-data.nothing:*", "-(type:A or type:B)", "--type:ContentUpdated",
        "type:A or type:ContentUpdated", "type:A OR type:B or version:41", "type:ContentUpdated and version:41",
        "(type:A or type:Content*) version:41", "type:ContentUpdated type:A or version:41", "( relay )"
    })
    void holds_for_the_event(String text) {
        assertThat(matches(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "type:content*", "type:Content", "type:*Added", "type!=ContentUpdated", "type:\"Content*\"", "type:C\\*",
        "stream:src*", "category:cont", "schema:3", "id:b7f2a10", "id=0b7f2a10", "correlation:41f7e",
        "actor:bob", "actor=ann", "after:-2h", "before:2026-03-04", "after:2026-03-04T11:02:07.123457",
        "occurred>2026-03-04T12:00", "recorded<2026-03-04T13:00:00Z",
        "version>41", "position<124003", "bytes>1kB",
        "data.size>4711", "data.size!=4711", "data.size=\"4712\"", "data.size>abc", "data.title>5",
        "data.nothing=1", "data.nothing!=1", "data.tags:redis", "data.tags!=kafka", "data.tags[9]=outbox",
        "data.tags[-1]=outbox", "data.\"a b\"=deep", "data~deeper", "meta.commit=9c41f7",
        "is:failed", "is:pinned", "nowhere", "type:A or type:B version:41", "type:A type:ContentUpdated or version:40",
        "-(type:A or version:41)", "-relay"
    })
    void does_not_hold_for_the_event(String text) {
        assertThat(matches(text)).as(text).isFalse();
    }

    @Test
    void is_failed_holds_for_types_that_end_in_failed() {
        assertThat(List.of("StepFailed", "CompensationFailed", "ContentAdded").stream()
                .filter(type -> Filter.parse("is:failed", CLOCK).matches(FilterSubject.of(ofType(type)))))
                .containsExactly("StepFailed", "CompensationFailed");
    }

    @Test
    void is_pinned_asks_who_knows() {
        Filter filter = Filter.parse("is:pinned", CLOCK);

        assertThat(filter.matches(FilterSubject.of(EVENT).pinnedBy(header -> header.id().equals(ID)))).isTrue();
        assertThat(filter.matches(FilterSubject.of(EVENT).pinnedBy(header -> header.id().equals("x")))).isFalse();
    }

    @Test
    void after_and_before_go_by_the_clock_that_is_wanted() {
        Filter filter = Filter.parse("after:2026-03-04T12:00", CLOCK);

        assertThat(filter.matches(FilterSubject.of(EVENT))).isFalse();
        assertThat(filter.matches(FilterSubject.of(EVENT).by(EventClock.RECORDED))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"type:A stream:b", "after:-2h is:failed", "id:1 correlation:2 cause:3 word -version:3"})
    void a_filter_on_headers_needs_no_payload(String text) {
        assertThat(Filter.parse(text, CLOCK).needsPayload()).isFalse();

        Filter.parse(text, CLOCK).matches(FilterSubject.of(EVENT.header()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes>1", "type:A data.size>1", "a or -meta.x=1", "(actor:ann)"})
    void a_filter_on_payload_or_metadata_says_so(String text) {
        Filter filter = Filter.parse(text, CLOCK);

        assertThat(filter.needsPayload()).isTrue();
    }

    @Test
    void a_header_alone_is_refused_where_the_payload_is_needed() {
        Filter filter = Filter.parse("data.size>1", CLOCK);

        assertThatThrownBy(() -> filter.matches(FilterSubject.of(EVENT.header())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining(ID);
    }

    @Test
    void a_payload_that_is_not_json_passes_no_test_on_its_fields() {
        RecordedEvent broken = new RecordedEvent(EVENT.header(), Payload.json("{\"size\":"), Payload.none());

        assertThat(Filter.parse("data.size>1", CLOCK).matches(FilterSubject.of(broken))).isFalse();
        assertThat(Filter.parse("bytes=8", CLOCK).matches(FilterSubject.of(broken))).isTrue();
        assertThat(Filter.parse("-data~x", CLOCK).matches(FilterSubject.of(broken))).isTrue();
    }

    @Test
    void what_a_conjunction_pins_down_can_be_read_alone() {
        Filter filter = Filter.parse("stream:content-a type:ContentAdded category=content data.size>1 correlation="
                + "9c41 id:" + ID, CLOCK);

        assertThat(filter.onlyStream()).contains("content-a");
        assertThat(filter.onlyType()).contains("ContentAdded");
        assertThat(filter.onlyCategory()).contains("content");
        assertThat(filter.onlyCorrelation()).contains("9c41");
        assertThat(filter.onlyId()).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=9c41*", "id:????????-????-????-????-??????????*?", "id~9c41", "id!=9c41"})
    void an_id_with_a_star_in_it_is_no_whole_id(String text) {
        assertThat(Filter.parse(text, CLOCK).onlyId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "type:Content*", "type:A or stream:b", "-type:A", "type!=A", "type~A",
        "(type:A or x) y"})
    void nothing_is_pinned_down_by_less_than_an_exact_term(String text) {
        assertThat(Filter.parse(text, CLOCK).onlyType()).isEmpty();
    }

    @Test
    void the_beginning_of_a_correlation_does_not_pin_it_down() {
        assertThat(Filter.parse("correlation:9c41f7e", CLOCK).onlyCorrelation()).isEmpty();
        assertThat(Filter.parse("correlation:" + CORRELATION, CLOCK).onlyCorrelation()).contains(CORRELATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "typ:Content*|1|unknown field 'typ', did you mean 'type'?",
        "word typ:x|6|unknown field 'typ', did you mean 'type'?",
        "payloadsize>3|1|unknown field 'payloadsize': fields are",
        "type:|6|'type:' has no value: write type:ContentAdded",
        "type>A|1|'type' cannot be followed by '>', only by : = != ~, as in type:ContentAdded",
        "after>-2h|1|'after' cannot be followed by '>', only by :, as in after:-2h",
        "after:-2x|1|'-2x' is not a time: write -2h",
        "before:2026-13-04|1|'2026-13-04' is not a time",
        "version:abc|1|'abc' is not a number",
        "data.size>>3|1|'>3' begins with an operator: put it in quotes",
        "bytes>12parsecs|1|'12parsecs' is not a size: write 4096, 4kB or 4KiB",
        "is:fialed|1|'is' takes failed or pinned, not 'fialed', did you mean 'failed'?",
        "data=5|1|'data' needs a field: write data.title=100",
        "data.size|1|'data.size' is compared with nothing: write data.size=",
        "data..x=1|5|the path is not complete",
        "data.a[0=1|7|the path is not complete",
        "type:\"abc|6|the quote is not closed",
        "\"abc\"d|6|a space is missing after the closing quote",
        "(a b|1|'(' is not closed",
        "a b)|4|')' has no '(' before it",
        "a or|5|a term is missing",
        "or a|1|a term is missing",
        "a and or b|7|a term is missing",
        "()|2|a term is missing",
        "a - b|3|'-' stands before a term without a space",
        "a -|3|'-' stands before a term without a space"
    })
    void what_cannot_be_read_is_refused_with_the_column_and_what_to_do(String text, int column, String reason) {
        assertThatThrownBy(() -> Filter.parse(text, CLOCK)).isInstanceOfSatisfying(MalformedFilter.class, e -> {
            assertThat(e.getMessage()).startsWith("column " + column + ": ").contains(reason);
            assertThat(e.column()).isEqualTo(column);
        });
    }

    @Test
    void size_is_bounded() {
        assertThatThrownBy(() -> Filter.parse("a".repeat(5_000), CLOCK)).hasMessageContaining("longer than 4096");
        assertThatThrownBy(() -> Filter.parse("a ".repeat(300), CLOCK)).hasMessageContaining("more than 256 terms");
        assertThatThrownBy(() -> Filter.parse("(".repeat(2_000), CLOCK)).hasMessageContaining("within each other");
        assertThatThrownBy(() -> Filter.parse("-".repeat(2_000) + "a", CLOCK)).isInstanceOf(MalformedFilter.class);
    }

    @Test
    void a_pattern_made_to_backtrack_is_linear_in_the_text() {
        RecordedEvent event = new RecordedEvent(EVENT.header(),
                Payload.json("{\"t\":\"" + "a".repeat(2_000_000) + "\"}"), Payload.none());
        Filter filter = Filter.parse("data.t:" + "*a".repeat(1_000) + "b or data.t~" + "a".repeat(2_000) + "b", CLOCK);

        assertThat(assertTimeout(Duration.ofMillis(2_500),
                () -> filter.matches(FilterSubject.of(event)))).isFalse();
    }

    @Test
    void huge_numbers_are_compared_within_bounds() {
        RecordedEvent event = new RecordedEvent(EVENT.header(), Payload.json("{\"n\":1e400,\"m\":1e-999999999}"),
                Payload.none());

        assertThat(Filter.parse("data.n>1e300 data.m<1 data.n!=1e399", CLOCK).matches(FilterSubject.of(event)))
                .isTrue();
        assertThat(Filter.parse("data.n=1e999999999", CLOCK).matches(FilterSubject.of(event))).isFalse();
    }

    @Test
    void the_expression_prints_its_groups() {
        assertThat(Filter.parse("a b or -(c or d) type:\"x y\" data.a.b>1", CLOCK).expression())
                .hasToString("(a b) or (-(c or d) type:\"x y\" data.a.b>1)");
    }

    private static boolean matches(String text) {
        return Filter.parse(text, CLOCK).matches(FilterSubject.of(EVENT));
    }

    private static EventHeader ofType(String type) {
        return new EventHeader("1", new StreamId("s-1"), "s", 1L, OrderToken.of(1), type, null, null, null, null, null,
                Set.of());
    }
}
