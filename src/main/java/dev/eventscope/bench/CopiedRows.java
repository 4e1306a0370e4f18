package dev.eventscope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

import dev.eventscope.store.Database;

/// The rows of a store's event table in a file, to be loaded again by one bare COPY.
final class CopiedRows implements AutoCloseable {

    private final Path file;

    private CopiedRows(Path file) {
        this.file = file;
    }

    static CopiedRows take(Database store) {
        try {
            Path file = Files.createTempFile("eventscope-bench", ".copy");
            try (Connection connection = store.dataSource().getConnection();
                    OutputStream out = Files.newOutputStream(file)) {
                connection.unwrap(PGConnection.class).getCopyAPI()
                        .copyOut("copy (select * from eventscope.event order by position) to stdout (format binary)",
                                out);
            }
            return new CopiedRows(file);
        } catch (SQLException | IOException e) {
            throw new BenchFailed("the rows cannot be copied: " + e.getMessage(), e);
        }
    }

    /// Loads them into an empty table of the same columns and indexes, in one transaction.
    void load(Database store) {
        ScratchStore.execute(store, """
                create table if not exists public.floor_event
                (like eventscope.event including defaults including constraints including indexes);
                truncate public.floor_event""");
        try (Connection connection = store.dataSource().getConnection()) {
            copyIn(connection);
        } catch (SQLException | IOException e) {
            throw new BenchFailed("the rows cannot be copied: " + e.getMessage(), e);
        }
    }

    private void copyIn(Connection connection) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy public.floor_event from stdin (format binary)", in);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
