package dev.eventscope.store.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.TestServer;
import dev.eventscope.testkit.TestStore;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// T29 of the promises: a payload comes back byte for byte, or is refused at the append with the reason.
class PayloadFidelityTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    static Stream<Arguments> kept() {
        return Stream.of(
                Arguments.of("duplicate keys", "{\"a\":1,\"a\":2}"),
                Arguments.of("forty digits", "{\"n\":1234567890123456789012345678901234567890}"),
                Arguments.of("1e400", "{\"n\":1e400,\"m\":-1E-400}"),
                Arguments.of("an escaped NUL", "{\"s\":\"\\u0000\"}"),
                Arguments.of("lone surrogates", "{\"s\":\"\\ud800 \\udc00\"}"),
                Arguments.of("white space", " {\t\"a\" :\r\n 1 } "),
                Arguments.of("not an object", "42"),
                Arguments.of("five hundred levels", "[".repeat(500) + "]".repeat(500)),
                Arguments.of("16 MiB", "\"" + "x".repeat(16 << 20) + "\""));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a byte order mark", bytes("\uFEFF{}"), "invalid"),
                Arguments.of("invalid UTF-8", new byte[]{'"', (byte) 0xC3, '"'}, "not UTF-8"),
                Arguments.of("a raw NUL", bytes("\"\0\""), "NUL"),
                Arguments.of("nothing", bytes(""), "invalid"),
                Arguments.of("half an object", bytes("{\"a\":"), "invalid"),
                Arguments.of("nesting beyond the server's stack", bytes("[".repeat(200_000) + "]".repeat(200_000)),
                        "stack depth"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void t29_what_json_can_hold_comes_back_byte_for_byte(String name, String text) {
        Payload payload = Payload.json(text);

        assertThat(roundTrip(STORE.database(), payload)).isEqualTo(payload);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void t29_what_json_cannot_hold_is_refused_by_name(String name, byte[] bytes, String reason) {
        NewEvent event = NewEvent.of("A", Payload.json(bytes));
        StreamId stream = new StreamId("refused-" + UUID.randomUUID());

        assertThatThrownBy(() -> STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.any(), event)))
                .isInstanceOf(AppendRefused.class).hasMessageContaining(event.id().toString())
                .hasMessageContaining(reason);

        assertThat(STORE.reader().findStream(stream)).isEmpty();
    }

    @Test
    void t29_seeded_payloads_come_back_byte_for_byte() {
        Trials trials = Trials.of("T29", 200, 50_000);

        assertThat(changed(trials, STORE.database())).as(trials.toString()).isEmpty();
    }

    @Test
    void t29_a_store_that_keeps_payloads_as_jsonb_is_caught() {
        try (Database database = Database.open(TestServer.newStore(), Access.READ_WRITE, Passwords.none())) {
            database.write(tx -> {
                tx.update("drop view eventscope.outbox");
                return tx.update("alter table eventscope.event alter payload type jsonb");
            });

            assertThat(changed(Trials.of("T29 seeded bug", 20, 20), database)).as("the seeded bug is caught")
                    .isNotEmpty();
        }
    }

    /// The payloads that were refused or came back as something else.
    private static List<Payload> changed(Trials trials, Database database) {
        Random random = trials.random();
        List<Payload> changed = new ArrayList<>();
        for (int trial = 0; trial < trials.count(); trial++) {
            Payload payload = Payload.json(json(random, 0));
            try {
                if (!roundTrip(database, payload).equals(payload)) {
                    changed.add(payload);
                }
            } catch (AppendRefused refused) {
                changed.add(payload);
            }
        }
        return changed;
    }

    private static Payload roundTrip(Database database, Payload payload) {
        StreamId stream = new StreamId("kept-" + UUID.randomUUID());
        new EventAppender(database).append(AppendRequest.of(stream, ExpectedVersion.any(), NewEvent.of("A", payload)
                .withMetadata(Payload.json("{ \"m\" : 1 }"))));
        return new LogReader(database).readEvents(EventQuery.forward(EventScope.stream(stream), 1)).getFirst()
                .payload();
    }

    private static String json(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> random.nextLong() + "" + Math.abs(random.nextLong());
            case 1 -> random.nextInt() + "." + random.nextInt(1_000) + "e" + random.nextInt(900);
            case 2 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 3 -> string(random);
            case 4 -> "[" + json(random, depth + 1) + " , " + json(random, depth + 1) + "]";
            default ->
                "{" + string(random) + ": " + json(random, depth + 1) + ",\n\"k\":" + json(random, depth + 1) + "}";
        };
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(String.format("\\u%04x", random.nextInt(0x10000)));
                case 1 -> text.appendCodePoint(0x1F300 + random.nextInt(200));
                case 2 -> text.append("\\\"\\\\\\n");
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.append('"').toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
