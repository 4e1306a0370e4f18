package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the server's programs said: kept in a file, and read back when one of them fails. Their locale is `C`.
record ServerLog(Path file) {

    private static final long ROTATE_BYTES = 10_000_000;
    private static final int READ_BYTES = 100_000;
    private static final int DETAIL_CHARS = 200;
    private static final List<String> NO_ROOM = List.of("No space left on device", "quota exceeded");
    private static final List<String> NO_PERMISSION = List.of("Permission denied", "Read-only file system",
            "has wrong ownership");
    private static final List<String> NOT_STARTED = List.of("error while loading shared libraries",
            "cannot execute", "Exec format error", "Cannot allocate memory", "failed: Operation not permitted");
    /// A server that was killed still has children that end, or another program has taken the port meanwhile.
    private static final List<String> PASSING = List.of("pre-existing shared memory block", "Address already in use",
            "could not create any TCP/IP sockets", "lock file \"postmaster.pid\"");
    private static final List<String> NOISE = List.of("pg_ctl: could not start", "Examine the log",
            "FATAL:  the database system is");

    /// Makes the file for an account that may be another; puts a long one aside.
    void open(Account account) throws IOException {
        if (Files.exists(file) && Files.size(file) > ROTATE_BYTES) {
            Files.move(file, file.resolveSibling("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Folders.writePrivate(file, "");
        }
        account.own(file);
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /// Whether what has been said since then goes away by waiting.
    boolean isPassing(long since) throws IOException {
        return contains(said(since), PASSING);
    }

    /// Why a program failed, by what has been said since then.
    EmbeddedStoreFailed failure(Path folder, long since) throws IOException {
        List<String> lines = said(since);
        if (contains(lines, NO_ROOM)) {
            return EmbeddedStoreFailed.noRoom(folder, null);
        }
        String detail = detail(lines);
        if (contains(lines, NO_PERMISSION)) {
            return EmbeddedStoreFailed.noPermission(folder, detail, null);
        }
        if (contains(lines, NOT_STARTED)) {
            return EmbeddedStoreFailed.cannotRun(detail, null);
        }
        return EmbeddedStoreFailed.damaged(folder, detail, null);
    }

    private List<String> said(long since) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
            channel.position(Math.min(since, channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end or full: the first complaint matters
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString().lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && NOISE.stream().noneMatch(line::contains)).toList();
        }
    }

    private String detail(List<String> lines) {
        return first(lines, line -> line.contains("PANIC:  ")).or(() -> first(lines, line -> line.contains("FATAL:  ")))
                .or(() -> first(lines, line -> line.contains("error: ")))
                .or(() -> first(lines, line -> line.contains("could not ")))
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(line -> line.replaceFirst("^.*?(PANIC: |FATAL: |error: )", "").strip())
                .map(line -> line.length() > DETAIL_CHARS ? line.substring(0, DETAIL_CHARS) + "…" : line)
                .orElse("see " + file);
    }

    private static Optional<String> first(List<String> lines, Predicate<String> test) {
        return lines.stream().filter(test).findFirst();
    }

    private static boolean contains(List<String> lines, List<String> phrases) {
        return lines.stream().anyMatch(line -> phrases.stream().anyMatch(line::contains));
    }
}
