package dev.eventscope.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.Schema;

/// A native store in a database of its own, on the server of another one; dropped when closed.
final class ScratchStore implements AutoCloseable {

    private final Database server;
    private final Database database;

    private ScratchStore(Database server, Database database) {
        this.server = server;
        this.database = database;
    }

    /// Errors: [BenchFailed] where the user may not create databases.
    static ScratchStore make(Database server, Passwords passwords) {
        String name = "eventscope_bench_" + UUID.randomUUID().toString().substring(0, 8);
        execute(server, "create database " + name + " template template0 encoding 'UTF8'");
        ConnectionSpec spec = server.spec();
        try {
            Database database = Database.open(new ConnectionSpec(spec.host(), spec.port(), name, spec.user(),
                    spec.tls()), Access.READ_WRITE, passwords);
            Schema.migrate(database);
            return new ScratchStore(server, database);
        } catch (RuntimeException e) {
            execute(server, "drop database " + name + " with (force)");
            throw e;
        }
    }

    Database database() {
        return database;
    }

    /// Runs one statement outside a transaction.
    static void execute(Database on, String sql) {
        try (Connection connection = on.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchFailed("the benchmark needs a database of its own: " + e.getMessage()
                    + "; connect as a user who may create databases", e);
        }
    }

    @Override
    public void close() {
        database.close();
        execute(server, "drop database " + database.spec().database() + " with (force)");
    }
}
