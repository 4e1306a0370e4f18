package dev.eventscope.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The running server of a cluster.
///
/// Source: PostgreSQL 18, `postmaster.pid`: pid, data folder, start time, port, …
record Postmaster(long pid, int port) {

    private static final int PORT_LINE = 3;

    static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    /// The one that the cluster's pid file names, if it lives. After a hard end the file stays, and the number may belong to
    /// any other process, or to a zombie, which has no command.
    static Optional<Postmaster> find(Path data) throws IOException {
        Path file = pidFile(data);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return parse(Files.readAllLines(file)).filter(Postmaster::lives);
    }

    boolean lives() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).flatMap(process -> process.info().command())
                .filter(command -> String.valueOf(Path.of(command).getFileName()).startsWith("postgres")).isPresent();
    }

    private static Optional<Postmaster> parse(List<String> lines) {
        try {
            return Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IndexOutOfBoundsException | NumberFormatException | java.util.NoSuchElementException _) {
            return Optional.empty(); // written in part
        }
    }
}
