package dev.eventscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import dev.eventscope.testkit.ChildProcess;

/// Runs the command lines of a file in one small heap, and says of each how it ended, how much it printed, and what it said.
public final class HostileVerbsMain {

    private HostileVerbsMain() {}

    public static void main(String[] arguments) throws IOException {
        ChildProcess.endWithParent();
        int number = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            Counted printed = new Counted();
            Terminal terminal = new Terminal(new PrintStream(printed, false, StandardCharsets.UTF_8),
                    new PrintStream(said, false, StandardCharsets.UTF_8), Map.of(), Clock.systemUTC());
            int exitCode = Console.cli(terminal).run(line.split(" "));
            System.out.println("ran " + number++ + " " + exitCode + " " + printed.bytes + " "
                    + said.toString(StandardCharsets.UTF_8).strip().replace('\n', '|'));
        }
        Runtime.getRuntime().halt(0);
    }

    private static final class Counted extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
