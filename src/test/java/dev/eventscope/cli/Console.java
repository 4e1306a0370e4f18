package dev.eventscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.Stores;
import dev.eventscope.store.log.NativeLayout;

/// Runs command lines as a shell would, on a store of the test.
public final class Console {

    /// What a run left behind.
    public record Run(int exitCode, String output, String errors) {

        public List<String> lines() {
            return output.lines().toList();
        }
    }

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

    private final ConnectionSpec store;
    private final Clock clock;

    public Console(ConnectionSpec store) {
        this(store, CLOCK);
    }

    /// For verbs that take time.
    public Console(ConnectionSpec store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// On the store of the test, unless the arguments name another one.
    public Run run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        if (!line.contains("--store")) {
            line.addAll(List.of("--store", store.url()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8), Map.of(), clock);
        int exitCode = cli(terminal).run(line.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Cli cli(Terminal terminal) {
        return cli(terminal, List.of());
    }

    static Cli cli(Terminal terminal, List<Verb> further) {
        return new Cli(terminal, new Stores(List.of(new NativeLayout())),
                new StoreUrls(Map.of(), Path.of("/nowhere"), Passwords.none()), wish -> {
                    terminal.err().println("window on " + wish.store());
                    return ExitCode.DONE;
                }, further);
    }
}
