package dev.eventscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.saga.Redrive;
import dev.eventscope.saga.RedriveRefused;
import dev.eventscope.saga.RedriveRequest;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuditVerbTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private final Console console = new Console(STORE.spec());

    @BeforeAll
    static void act() {
        for (String saga : new String[]{"none-1", "none-2"}) {
            RedriveRequest request = new RedriveRequest(UUID.randomUUID(), saga, 1, 1, RedriveRequest.Mode.RETRY,
                    "why not", "ines");
            assertThatExceptionOfType(RedriveRefused.class)
                    .isThrownBy(() -> new Redrive(STORE.database()).request(request));
        }
    }

    @Test
    void acts_are_listed_with_what_the_contract_names() {
        Run run = console.run("audit", "--json", "--target", "none-2");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.lines()).singleElement().asString().contains("\"no\":2", "\"at\":\"", "\"actor\":\"postgres\"",
                "\"os_user\":\"ines\"", "\"action\":\"redrive\"", "\"target\":\"none-2 step 1\"",
                "\"reason\":\"why not\"", "\"outcome\":\"refused\"", "\"refusal\":\"unknown_saga\"");
    }

    @Test
    void an_export_carries_the_head_that_a_later_verify_takes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("audit.jsonl");
        Run export = console.run("audit", "--out", file.toString(), "--json");
        String head = Files.readAllLines(file).getLast().replaceFirst("\\{\"head\":\"(.*)\"}", "$1");

        Run again = console.run("audit", "--out", file.toString());
        Run whole = console.run("audit", "--verify", "--head", head, "--json");
        Run cut = console.run("audit", "--verify", "--head", "7:" + "ab".repeat(32), "--json");

        assertThat(export.output()).contains("\"head\":\"" + head + "\"");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(whole.exitCode()).as(whole.errors()).isZero();
        assertThat(whole.output()).startsWith("{\"whole\":true,\"rows\":2,\"head\":\"" + head + "\"");
        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.output()).contains("\"whole\":false", "rows were cut off");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            audit --head 1:x             | add --verify
            audit --verify --head x      | no head of an audit
            audit --verify --actor ann   | is of the whole audit
            audit --out audit.xls        | must end in .jsonl or .csv
            """)
    void what_cannot_be_is_one_line(String line, String sentence) {
        Run run = console.run(line.split(" "));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().startsWith("eventscope: ").contains(sentence);
    }
}
