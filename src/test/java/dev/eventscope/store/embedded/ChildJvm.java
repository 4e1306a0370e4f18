package dev.eventscope.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [LeaseHolder] in a process of its own.
final class ChildJvm implements AutoCloseable {

    private static final int PATIENCE_S = 60;

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ChildJvm on(Trial trial, String... more) {
        return startedBy(List.of(), trial, more);
    }

    /// Behind a command that starts it: as another user, in another session.
    static ChildJvm startedBy(List<String> prefix, Trial trial, String... more) {
        return startedBy(prefix, System.getProperty("java.class.path"), trial, more);
    }

    static ChildJvm startedBy(List<String> prefix, String classPath, Trial trial, String... more) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", classPath, LeaseHolder.class.getName(),
                trial.folder().path().toString(), trial.folder().shared().toString()));
        command.addAll(List.of(more));
        try {
            return new ChildJvm(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /// The next line it says; null at the end, which comes when the last process that holds the pipe has gone.
    String says() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tells it to close its lease and to end, and waits for that.
    void finish() throws Exception {
        process.getOutputStream().close();
        waitFor();
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        waitFor();
    }

    /// As Ctrl+C in a terminal: to every process of its group. It leads one where `setsid` started it.
    void interruptGroup() throws Exception {
        new ProcessBuilder("kill", "-INT", "--", "-" + pid()).start().waitFor();
        waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void waitFor() throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new AssertionError("the child has not ended within " + PATIENCE_S + " s");
        }
    }
}
