package dev.eventscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// `--profile`: declared states, predicates, schemas, and redaction in everything that a verb prints.
class ProfileVerbsTest {

    private static final String CANARY = "kanarienvogel-7731";
    private static final String PAID = "b2b20000-0000-4000-8000-000000000003";
    private static final String RULES = """
            reducers:
              - category: order
                events:
                  OrderPlaced:
                    - replace: {with: payload}
                    - set: {path: /total, to: "payload.lines.map(l, l.price * l.count).sum()"}
                  LineAdded:
                    - append: {path: /lines, value: payload}
                    - set: {path: /total, to: "state.total + payload.price * payload.count"}
                  Paid:
                    - copy: {from: /reference, to: /payment/reference}
                    - set: {path: /paid, to: "true", when: "payload.amount >= state.total"}
                    - set: {path: /payment/by, to: event.type}
                  Noted: []
            predicates:
              large: state.total > 20
            """;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path folder;

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void fill() {
        append("order-1", NewEvent.of("OrderPlaced", Payload.json(
                "{\"who\":{\"email\":\"" + CANARY + "\"},\"lines\":[{\"price\":2.5,\"count\":4}],\"draft\":true}")));
        append("order-1", NewEvent.of("LineAdded", Payload.json("{\"price\":12,\"count\":1}")));
        append("order-1", NewEvent.of("Paid", Payload.json(
                "{\"amount\":22,\"reference\":123456789012345678901234567890}")).withId(UUID.fromString(PAID))
                .withMetadata(Payload.json("{\"user\":\"" + CANARY + "\"}")));
        append("order-1", NewEvent.of("Noted", Payload.json("{\"text\":\"" + CANARY + "\"}")));
        append("order-2", NewEvent.of("OrderPlaced", Payload.json("{\"lines\":[{\"price\":\"free\",\"count\":1}]}")));
        append("visit-1", NewEvent.of("Seen", Payload.json("{\"page\":\"/\",\"who\":{\"email\":\"" + CANARY + "\"}}")));
    }

    @Test
    void rules_of_a_profile_make_a_state_declared() throws IOException {
        Run run = console.run("state", "order-1", "--profile", profile(RULES), "--json");

        assertThat(run).isEqualTo(new Run(0, """
                {"stream":"order-1","version":4,"fidelity":"declared","state":{"who":{"email":"%s"},"lines":[\
                {"price":2.5,"count":4},{"price":12,"count":1}],"draft":true,"total":22.0,"payment":\
                {"reference":123456789012345678901234567890,"by":"Paid"},"paid":true}}
                """.formatted(CANARY), ""));
    }

    @Test
    void a_type_that_the_reducer_does_not_name_makes_it_approximate_and_so_does_no_reducer() throws IOException {
        String some = RULES.replace("      Noted: []\n", "");

        assertThat(console.run("state", "order-1", "--profile", profile(some), "--version", "3", "--json").output())
                .contains("\"fidelity\":\"declared\"");
        assertThat(console.run("state", "order-1", "--profile", profile(some), "--json").output())
                .contains("\"fidelity\":\"approximate\"");
        assertThat(console.run("state", "visit-1", "--profile", profile(RULES), "--json").output())
                .contains("\"fidelity\":\"approximate\"");
        assertThat(console.run("snapshot", "--position", "3", "--profile", profile(RULES), "--json").output())
                .contains("\"fidelity\":\"declared\"");
    }

    @Test
    void a_rule_that_fails_names_its_line_and_the_event() throws IOException {
        Run run = console.run("state", "order-2", "--profile", profile(RULES));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("team.yaml:6: column 30: this cannot be done with values of these kinds")
                .doesNotContain("free");
    }

    @Test
    void a_predicate_is_an_expression_or_the_name_of_one() throws IOException {
        Run named = console.run("bisect", "order-1", "--predicate", "large", "--profile", profile(RULES), "--json");
        Run written = console.run("bisect", "order-1", "--predicate", "state.total > 20 && event.version < 4",
                "--profile", profile(RULES), "--json");

        assertThat(named.exitCode()).as(named.errors()).isZero();
        assertThat(named.lines()).singleElement().asString().contains("\"version\":2,\"holds\":true",
                "\"fidelity\":\"declared\"");
        assertThat(written.lines()).extracting(line -> line.replaceAll(".*(\"version\":\\d).*", "$1"))
                .containsExactly("\"version\":2", "\"version\":4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bisect order-1 --predicate state.total<         | --predicate: column 13: the expression ends too early: something is missing here
            bisect order-1 --predicate total>1              | --predicate: column 1: 'total' is not known: there is state, event
            bisect order-1                                  | give one of --where and --predicate
            streams --profile nowhere.yaml                  | nowhere.yaml: there is no such file
            upcasts --resume a.state --sample 3             | --resume goes with neither --sample nor --states
            """)
    void what_is_wrong_is_said_in_one_line(String line, String sentence) {
        Run run = console.run(line.split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(2);
        assertThat(run.errors().lines()).singleElement().asString().contains(sentence).startsWith("eventscope: ");
    }

    @Test
    void a_broken_profile_is_named_before_any_store_is_opened() throws IOException {
        Run run = console.run("streams", "--store", "postgresql://x@localhost:1/nothing", "--profile",
                profile("redact: [who]\n"));

        assertThat(run).isEqualTo(
                new Run(2, "", "eventscope: team.yaml:1:10: 'who' is not a path: write /field or /field/inner\n"));
    }

    @Test
    void a_result_that_does_not_fit_its_schema_has_failed() throws IOException {
        Run run = console.run("upcasts", "--json", "--profile", profile("""
                upcasters:
                  - {type: Paid, from: 1, to: 2, rules: [{set: {path: /amount, to: "string(payload.amount)"}}]}
                  - {type: Seen, from: 1, to: 2, rules: [{add: {path: /lang, default: de}}]}
                schemas:
                  Paid: {type: object, properties: {amount: {type: number}}}
                  Seen: {type: object, required: [page, lang]}
                """));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).containsExactly(
                "{\"type\":\"Paid\",\"from\":1,\"to\":2,\"ok\":0,\"changed\":0,\"lossy\":0,\"failed\":1,\"first_failed_id\":\""
                        + PAID + "\"}",
                "{\"type\":\"Seen\",\"from\":1,\"to\":2,\"ok\":1,\"changed\":0,\"lossy\":0,\"failed\":0,\"first_failed_id\":null}");
        assertThat(run.errors()).contains("amount does not fit its schema (type)");
    }

    /// The canary stands in the store; with the profile it is in nothing that any verb prints or writes.
    @Test
    void what_is_redacted_is_in_nothing_that_is_printed() throws IOException {
        String profile = profile(RULES + """
                redact: [/who/email, /user, /text]
                upcasters:
                  - {type: OrderPlaced, from: 1, to: 2, rules: [{move: {from: /who/email, to: /mail}}]}
                  - {type: Seen, from: 1, to: 2, rules: [{convert: {path: /who/email, to: number}}]}
                  - {type: Noted, from: 1, to: 2, rules: [{set: {path: /n, to: "int(payload.text)"}}]}
                """);
        Path json = folder.resolve("report.json");
        Path markdown = folder.resolve("report.md");
        List<String[]> lines = List.of(
                words("streams"), words("events order-1"), words("events --all"), words("events --all --raw"),
                words("events --all --json"),
                words("events --all --where data.who.email:kan*"), words("events visit-1"), words("state order-1"),
                words("state visit-1"), words("snapshot --position 6"), words("diff order-1 --from 1 --to 4"),
                words("blame order-1"), words("blame visit-1 --path /who/email"),
                words("bisect order-1 --where data.who.email~kanarien"),
                words("bisect --category order --predicate state.total>1"), words("chain " + PAID), words("check"),
                words("metrics"), words("shapes"), words("sagas"), words("audit"), words("layouts"),
                words("upcasts --report " + json + " --report " + markdown));

        assertThat(console.run("events", "--all", "--json").output()).contains(CANARY);
        for (String[] line : lines) {
            String[] whole = (String.join(" ", line) + " --profile " + profile
                    + (line[0].startsWith("event") ? "" : " --json")).split(" ");
            Run run = console.run(whole);
            assertThat(run.exitCode()).as(String.join(" ", line) + run.errors()).isLessThan(2);
            assertThat(run.output() + run.errors()).as(String.join(" ", whole)).doesNotContain(CANARY);
        }
        assertThat(Files.readString(json) + Files.readString(markdown)).doesNotContain(CANARY)
                .contains("OrderPlaced");
        assertThat(console.run("events", "visit-1", "--raw", "--profile", profile).output())
                .contains("{\"page\":\"/\",\"who\":{\"email\":\"[redacted]\"}}");
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private String profile(String text) throws IOException {
        return Files.writeString(folder.resolve("team.yaml"), text).toString();
    }

    private static void append(String stream, NewEvent event) {
        STORE.appender().append(AppendRequest.of(new StreamId(stream), ExpectedVersion.any(), event));
    }
}
