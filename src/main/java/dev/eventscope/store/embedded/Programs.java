package dev.eventscope.store.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.eventscope.store.ReadCancelled;

/// Runs PostgreSQL's programs and a few of the system's, each to its end.
///
/// Shape: no terminal and no pipe is handed on (a server that inherited one would keep a shell or a build waiting), the
///        folder is one that every account may enter, and no `PG…` or locale variable of the user's reaches the server.
final class Programs {

    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final File NOWHERE = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

    private Programs() {}

    /// The exit code; the output goes to the end of a file.
    static int run(List<String> command, Path log, Duration timeout) throws IOException {
        return run(command, Redirect.appendTo(log.toFile()), timeout);
    }

    /// Whether a program is there, may be run, and ends with 0. Its output is dropped.
    static boolean succeed(List<String> command) {
        try {
            return run(command, Redirect.appendTo(NOWHERE), PROBE) == 0;
        } catch (IOException _) { // not there: the answer
            return false;
        }
    }

    private static int run(List<String> command, Redirect output, Duration timeout) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(NOWHERE).redirectOutput(output)
                .redirectErrorStream(true).directory(root());
        clean(builder.environment());
        Process process = builder.start();
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IOException(command.getLast() + " has not ended within " + timeout.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReadCancelled();
        } finally {
            process.destroy();
        }
    }

    private static void clean(Map<String, String> environment) {
        environment.keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.startsWith("LANG"));
        environment.put("LC_ALL", "C");
    }

    private static File root() {
        return Path.of("").toAbsolutePath().getRoot().toFile();
    }
}
