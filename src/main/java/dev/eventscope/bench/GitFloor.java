package dev.eventscope.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Git's own way through a history: `git log --raw` against the first parents, `git cat-file --batch` of the blobs.
final class GitFloor {

    private static final String SUBMODULE = "160000";
    private static final String NOTHING = "000000";

    private final Path repository;

    GitFloor(Path repository) {
        this.repository = repository;
    }

    /// Reads everything once and throws it away. Answers how many blobs there were.
    long read(String ref) {
        @Nullable
        Path blobs = null;
        try {
            blobs = Files.createTempFile("eventscope-bench", ".blobs");
            long found = writeBlobIds(ref, blobs);
            Process cat = git("cat-file", "--batch").redirectInput(blobs.toFile()).start();
            try (InputStream in = cat.getInputStream()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            finish(cat);
            return found;
        } catch (IOException e) {
            throw new BenchFailed("the floor needs the program 'git': " + e.getMessage(), e);
        } finally {
            delete(blobs);
        }
    }

    private long writeBlobIds(String ref, Path file) throws IOException {
        Process log = git("log", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "--format=%H", ref)
                .start();
        long found = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(log.getInputStream(), StandardCharsets.ISO_8859_1));
                BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // ":100644 100755 <old id> <new id> M\tpath"
                if (line.startsWith(":")) {
                    String[] fields = line.split(" ", 5);
                    if (!fields[1].equals(NOTHING) && !fields[1].equals(SUBMODULE)) {
                        out.write(fields[3]);
                        out.write('\n');
                        found++;
                    }
                }
            }
        }
        finish(log);
        return found;
    }

    private ProcessBuilder git(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("git");
        builder.command().addAll(List.of(arguments));
        return builder.directory(repository.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private void finish(Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new BenchFailed("git ended with " + process.exitValue() + " in " + repository
                        + ": name a Git repository that git itself can read", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
