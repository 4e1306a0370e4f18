package dev.eventscope.portfolio.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The real `git`, run in a folder, away from anybody's configuration: makes repositories and is the oracle.
final class GitProgram {

    private final Path folder;

    GitProgram(Path folder) {
        this.folder = folder;
    }

    /// Runs git and answers what it printed.
    byte[] run(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false", "-c",
                "init.defaultBranch=main", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "GIT_AUTHOR_NAME",
                "Ada", "GIT_AUTHOR_EMAIL", "ada@example.org", "GIT_COMMITTER_NAME", "Ada", "GIT_COMMITTER_EMAIL",
                "ada@example.org"));
        try {
            Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (OutputStream out = process.getOutputStream()) {
                out.write(input);
            }
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String run(String... arguments) {
        return new String(run(new byte[0], arguments), StandardCharsets.ISO_8859_1).strip();
    }

    /// Feeds `git fast-import`. The script is bytes in ISO 8859-1, so that paths may be any bytes.
    void fastImport(String script) {
        run(script.getBytes(StandardCharsets.ISO_8859_1), "fast-import", "--quiet", "--force");
    }

    List<String> firstParentHistory(String ref) {
        String history = run("rev-list", "--first-parent", "--reverse", ref);
        return history.isEmpty() ? List.of() : history.lines().toList();
    }

    /// What `git ls-tree -r -z` prints of a commit: mode and object by path. Paths are bytes, shown in ISO 8859-1.
    Map<String, String> tree(String commit) {
        Map<String, String> tree = new TreeMap<>();
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        for (byte b : run(new byte[0], "ls-tree", "-r", "-z", "--full-tree", commit)) {
            if (b != 0) {
                entry.write(b);
                continue;
            }
            String text = entry.toString(StandardCharsets.ISO_8859_1);
            entry.reset();
            String[] fields = text.substring(0, text.indexOf('\t')).split(" ");
            tree.put(text.substring(text.indexOf('\t') + 1), fields[0] + " " + fields[2]);
        }
        return tree;
    }
}
