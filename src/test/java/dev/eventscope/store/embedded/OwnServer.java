package dev.eventscope.store.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.eventscope.store.ConnectionSpec;

import static org.awaitility.Awaitility.await;

/// A PostgreSQL server that belongs to one test: it may be set up, killed, started again and copied.
///
/// Shape: durable as PostgreSQL comes: fsync, synchronous_commit and full_page_writes are on unless a test says otherwise.
///        It keeps its port over restarts. On loopback, without passwords.
public final class OwnServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data;
    private final Path log;
    private final int port;
    private final Account account = Account.choose(Trial.isRoot());
    private final Binaries binaries;

    private OwnServer(Path data) throws IOException {
        this.data = data;
        this.log = data.resolveSibling(data.getFileName() + ".log");
        this.binaries = Trial.binaries();
        this.port = freePort();
        if (!Files.exists(log)) {
            Files.createFile(log);
            account.own(log);
        }
    }

    /// A new cluster in a folder, not started yet.
    public static OwnServer make(Path folder, Map<String, String> settings) throws IOException {
        Folders.open(folder);
        Path data = Files.createDirectories(folder.resolve("data"));
        OwnServer server = new OwnServer(data);
        server.account.own(data);
        server.run("initdb", "-D", data.toString(), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C",
                "--no-instructions", "--no-sync");
        server.configure(settings);
        return server;
    }

    /// A standby of this server, which must be stopped: a cold copy of its data that streams from it. Not started yet.
    public OwnServer standby() throws IOException {
        Path copy = data.resolveSibling("standby");
        Trial.copy(data, Files.createDirectories(copy.getParent()).resolve("standby"));
        Files.createFile(copy.resolve("standby.signal"));
        Files.deleteIfExists(Postmaster.pidFile(copy));
        OwnServer standby = new OwnServer(copy);
        standby.configure(Map.of("primary_conninfo", "host=127.0.0.1 port=" + port + " user=postgres"));
        standby.account.own(copy);
        return standby;
    }

    public void start() throws IOException {
        Files.deleteIfExists(Postmaster.pidFile(data)); // of a server that was killed
        // A session that was being forked when all others were killed lives on until it notices.
        await("the memory of the killed server is free").atMost(PATIENCE)
                .ignoreExceptionsMatching(failure -> String.valueOf(failure.getMessage())
                        .contains("pre-existing shared memory block"))
                .untilAsserted(() -> run("pg_ctl", "-D", data.toString(), "-s", "-w", "-t", "100", "-l",
                        log.toString(), "start"));
        if (Postmaster.find(data).isEmpty()) {
            throw new IOException("the server has not started: " + Files.readString(log));
        }
    }

    public void stop() throws IOException {
        run("pg_ctl", "-D", data.toString(), "-s", "-w", "-m", "fast", "stop");
    }

    /// `kill -9` of every process of the server, the first one first, and waits until they are gone.
    public void kill() throws IOException {
        List<ProcessHandle> processes = new ArrayList<>();
        Postmaster.find(data).flatMap(server -> ProcessHandle.of(server.pid())).ifPresent(postmaster -> {
            processes.add(postmaster);
            postmaster.descendants().forEach(processes::add);
        });
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    public ConnectionSpec spec(String database) {
        return new ConnectionSpec("127.0.0.1", port, database, "postgres", ConnectionSpec.TlsMode.DISABLE);
    }

    @Override
    public void close() throws IOException {
        kill();
    }

    private void configure(Map<String, String> settings) throws IOException {
        StringBuilder text = new StringBuilder("port = " + port + "\nlisten_addresses = '127.0.0.1'\n"
                + "unix_socket_directories = ''\nfsync = on\nsynchronous_commit = on\nfull_page_writes = on\n"
                + "shared_buffers = 64MB\nmax_prepared_transactions = 8\n");
        settings.forEach((name, value) -> text.append(name).append(" = '").append(value).append("'\n"));
        Path file = data.resolve("postgresql.auto.conf"); // read last, so it wins
        Files.writeString(file, text);
        account.own(file);
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(binaries.program(program)), Stream.of(arguments)).toList();
        if (Programs.run(account.command(command), log, PATIENCE) != 0) {
            throw new IOException(program + " failed: " + Files.readString(log));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
