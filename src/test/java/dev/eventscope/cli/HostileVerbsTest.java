package dev.eventscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// U02 in the terminal: a payload of 100 MB in the middle of a stream, every verb of time travel in a heap of 512 MB. What is
/// exported is whole; what has to be folded ends with 1 and one sentence that says at which event.
class HostileVerbsTest {

    private static final int PAYLOAD = 100_000_000;

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        byte[] bytes = new byte[PAYLOAD];
        Arrays.fill(bytes, (byte) 'a');
        byte[] head = "{\"n\":\"".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[PAYLOAD - 2] = '"';
        bytes[PAYLOAD - 1] = '}';
        StreamId stream = new StreamId("big-1");
        append(stream, Payload.json("{\"a\":1}"));
        append(stream, Payload.json(bytes));
        append(stream, Payload.json("{\"a\":3}"));
        append(new StreamId("big-2"), Payload.json("{\"a\":2}"));
    }

    private static void append(StreamId stream, Payload payload) {
        STORE.appender().append(AppendRequest.of(stream, ExpectedVersion.any(), NewEvent.of("Grew", payload)));
    }

    @Test
    void every_verb_ends_in_a_small_heap_with_all_of_it_or_with_a_sentence() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"),
                "upcasters: [{type: Grew, from: 1, to: 2, rules: [{rename: {from: /a, to: /b}}]}]\n");
        List<String> lines = new ArrayList<>();
        for (String verb : List.of("events big-1 --json", "state big-1 --version 1", "state big-1",
                "diff big-1 --from 1 --to 3", "diff big-2 --with big-1", "blame big-1", "bisect big-1 --where data.a>2",
                "bisect --category big --predicate state.a>2", "snapshot --position 99", "upcasts --rules " + rules)) {
            lines.add(verb + " --store " + STORE.spec().url());
        }
        Path script = Files.write(folder.resolve("verbs"), lines);
        List<String> ended = new ArrayList<>();

        try (ChildProcess child = ChildProcess.start(folder.resolve("child.log"), HostileVerbsMain.class,
                script.toString())) {
            for (int i = 0; i < lines.size(); i++) {
                ended.add(child.await("ran " + i + " "));
                System.out.println("U02 " + lines.get(i).replaceFirst(" --store.*", "") + ": " + ended.getLast());
            }
        }

        assertThat(Long.parseLong(ended.getFirst().split(" ")[3])).as("exported whole").isGreaterThan(PAYLOAD);
        assertThat(ended).extracting(line -> line.split(" ")[2]).containsExactly("0", "0", "1", "1", "1", "1", "1", "1",
                "1", "1");
        assertThat(ended.subList(2, 6)).allMatch(line -> line.contains("16 MiB") && !line.contains("|"));
    }
}
