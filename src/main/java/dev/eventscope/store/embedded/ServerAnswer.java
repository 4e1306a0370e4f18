package dev.eventscope.store.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.postgresql.ds.PGSimpleDataSource;

/// The first words with a server that was started: it lets us in, and the database is there.
final class ServerAnswer {

    private static final Duration RECOVERING = Duration.ofMinutes(5);
    private static final Duration SILENT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CONNECT_TIMEOUT_S = 5;

    private ServerAnswer() {}

    /// Waits while the server recovers, then creates the database where it is missing.
    static void awaitWith(String database, Credentials credentials, Home home) {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = source(credentials).getConnection()) {
                create(connection, database);
                return;
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                boolean inTime = System.nanoTime() - start < patience(state).toNanos();
                Optional<Postmaster> server = server(home);
                if (!inTime || server.isEmpty()) {
                    throw failure(home, state, server, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static Duration patience(String state) {
        return state.startsWith("57P") ? RECOVERING : state.startsWith("08") ? SILENT : Duration.ZERO;
    }

    private static void create(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, database);
            try (ResultSet found = query.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(database, true)
                    + " encoding 'UTF8' template template0");
        }
    }

    private static Optional<Postmaster> server(Home home) {
        try {
            return Postmaster.find(home.data());
        } catch (IOException e) {
            throw EmbeddedStoreFailed.of(home.path(), e);
        }
    }

    private static EmbeddedStoreFailed failure(Home home, String state, Optional<Postmaster> server, SQLException e) {
        if (server.isPresent() && !patience(state).isZero()) {
            return new EmbeddedStoreFailed(EmbeddedStoreFailed.Reason.IN_USE, "the server of the demo store (process "
                    + server.get().pid() + ") does not answer: end it and try again", e);
        }
        return switch (state) {
            case "53100" -> EmbeddedStoreFailed.noRoom(home.path(), e);
            case "53300" -> new EmbeddedStoreFailed(EmbeddedStoreFailed.Reason.IN_USE,
                    "all connections of the demo store are taken: end one of the programs that use it", e);
            case "28P01", "28000" -> EmbeddedStoreFailed.damaged(home.path(),
                    "the server refuses the password of " + home.passwordFile(), e);
            default -> EmbeddedStoreFailed.damaged(home.path(), String.valueOf(e.getMessage()), e);
        };
    }

    private static PGSimpleDataSource source(Credentials credentials) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[]{Credentials.HOST});
        source.setPortNumbers(new int[]{credentials.port()});
        source.setDatabaseName("postgres");
        source.setUser(Credentials.USER);
        source.setPassword(credentials.password());
        source.setSslMode("disable");
        source.setConnectTimeout(CONNECT_TIMEOUT_S);
        source.setSocketTimeout((int) SILENT.toSeconds());
        return source;
    }
}
