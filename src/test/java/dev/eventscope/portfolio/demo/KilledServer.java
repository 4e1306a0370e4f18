package dev.eventscope.portfolio.demo;

import dev.eventscope.store.Database;

/// `kill -9` of the first process of the server that a database is on.
final class KilledServer {

    private KilledServer() {}

    static void kill(Database database) {
        String pidFile = database.read(tx -> tx.query("select pg_read_file('postmaster.pid') as text",
                row -> row.string("text"))).getFirst();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pidFile.lines().findFirst().orElseThrow().strip()))
                .orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }
}
