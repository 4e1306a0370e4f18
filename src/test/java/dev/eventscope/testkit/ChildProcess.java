package dev.eventscope.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Java program on the class path of the test, in a process of its own that can be killed, stopped and continued.
///
/// Shape: the program says on stdout what the test waits for, and ends when its stdin does ([#endWithParent]), so that
///        none outlives a test run that was killed itself. Its stderr goes to a file.
public final class ChildProcess implements AutoCloseable {

    private static final int PATIENCE_S = 60;

    private final Process process;
    private final BufferedReader output;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.output = process.inputReader();
        this.log = log;
    }

    /// Starts `main`; what it writes to stderr is in `log`.
    public static ChildProcess start(Path log, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildProcess(new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For the program itself: ends it, without hooks, when whoever started it goes or closes the pipe.
    ///
    /// Not on a virtual thread: a read from a pipe keeps its carrier, of which there are no more than cores.
    public static void endWithParent() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nobody writes anything that matters
                }
            } catch (IOException gone) {
                // the pipe broke: the same as its end
            }
            Runtime.getRuntime().halt(0);
        });
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for a line that begins so, and answers it.
    public String await(String beginning) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            throw new AssertionError("the child ended without saying '" + beginning + "': " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `kill -9`, and waits until it has gone.
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + pid() + " is still there after kill -9");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// SIGSTOP: it holds what it holds, and does nothing.
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT.
    public void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
            if (exit != 0) {
                throw new AssertionError("kill -" + name + " " + pid() + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
