package dev.eventscope.profile;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventReader;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a          | {"a":1,"b":2}                 | {"a":"[redacted]","b":2}
            /a          | {"a" : "x\\"y" , "b":1.50}    | {"a" : "[redacted]" , "b":1.50}
            /a          | {"a":{"b":[1,{"c":2}]},"d":1} | {"a":"[redacted]","d":1}
            /a/b        | {"a":{"b":null},"b":3}        | {"a":{"b":"[redacted]"},"b":3}
            /a          | {"a":1,"a":2}                 | {"a":"[redacted]","a":"[redacted]"}
            /l/*/c      | {"l":[{"c":1},{"d":2},{"c":3}]} | {"l":[{"c":"[redacted]"},{"d":2},{"c":"[redacted]"}]}
            /l/1        | {"l":[10,20,30]}              | {"l":[10,"[redacted]",30]}
            /*/x        | {"p":{"x":-1e400},"q":{"x":true}} | {"p":{"x":"[redacted]"},"q":{"x":"[redacted]"}}
            /a~1b       | {"a/b":"Ω€","Ω":"Ω"}          | {"a/b":"[redacted]","Ω":"Ω"}
            /\u0061     | {"\\u0061":1}                 | {"\\u0061":"[redacted]"}
            /none       | {"a":12345678901234567890.10} | {"a":12345678901234567890.10}
            """)
    void a_value_goes_and_every_other_byte_stays(String path, String before, String after) {
        assertThat(text(hidden("{redact: ['" + path + "']}", before).payload())).isEqualTo(after);
    }

    @Test
    void metadata_is_looked_through_as_well() {
        assertThat(text(hidden("redact: [/user]", "{\"user\":\"secret\"}").metadata()))
                .isEqualTo("{\"user\":\"[redacted]\",\"at\":1}");
    }

    @Test
    void a_field_of_one_type_stays_in_the_events_of_others() {
        Payload payload = Payload.json("{\"card\":\"4111\"}");

        Redaction redaction = Profile.parse("p", "redact: [{path: /card, types: [Paid]}]").redaction();

        assertThat(redaction.hide(event("Asked", payload)).payload()).isSameAs(payload);
        assertThat(text(redaction.hide(event("Paid", payload)).payload())).isEqualTo("{\"card\":\"[redacted]\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"secret"
            {"b":1} {"a":"secret"}
            secret
            """)
    void what_cannot_be_looked_through_is_hidden_whole(String broken) {
        Payload hidden = hidden("redact: [/a]", broken).payload();

        assertThat(text(hidden)).isEqualTo("[redacted]");
        assertThat(hidden.decode()).isInstanceOf(Payload.Undecodable.class);
    }

    @Test
    void text_in_another_encoding_and_nesting_beyond_reading_are_hidden_whole() {
        Payload wide = Payload.json("{\"a\":\"secret\"}".getBytes(StandardCharsets.UTF_16BE));
        Payload deep = Payload.json("{\"b\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"a\":\"secret\"}");
        Redaction redaction = Profile.parse("p", "redact: [/a]").redaction();

        assertThat(text(redaction.hide(event("T", wide)).payload())).isEqualTo("[redacted]");
        assertThat(text(redaction.hide(event("T", deep)).payload())).isEqualTo("[redacted]");
    }

    @Test
    void the_reader_that_hides_answers_everything_by_the_reader_within() {
        List<String> answered = Stream.of(RedactingReader.class.getDeclaredMethods()).map(RedactionTest::signature)
                .toList();

        assertThat(Stream.of(EventReader.class.getMethods()).map(RedactionTest::signature))
                .isSubsetOf(answered);
    }

    private static String signature(Method method) {
        return method.getName() + List.of(method.getParameterTypes());
    }

    private static RecordedEvent hidden(String profile, String payload) {
        return Profile.parse("p.yaml", profile).redaction().hide(event("T", Payload.json(payload)));
    }

    private static RecordedEvent event(String type, Payload payload) {
        return new RecordedEvent(new EventHeader("e1", new StreamId("s-1"), "s", 1L, OrderToken.of(1), type, "1", null,
                null, null, null, Set.of()), payload, Payload.json("{\"user\":\"ann\",\"at\":1}"));
    }

    private static String text(Payload payload) {
        return new String(payload.bytes(), StandardCharsets.UTF_8);
    }
}
