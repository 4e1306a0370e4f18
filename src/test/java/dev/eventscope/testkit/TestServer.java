package dev.eventscope.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.store.log.Roles;
import dev.eventscope.store.log.Schema;

/// The one PostgreSQL server of a test run, started on first use; every test class has a database of its own.
///
/// It runs without fsync: tests about durability start a server of their own.
public final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final String TEMPLATE = migratedTemplate();

    private TestServer() {}

    /// A new database with the native schema in it, and the roles with their rights on it.
    public static ConnectionSpec newStore() {
        return newDatabase("template " + TEMPLATE);
    }

    /// A new database with nothing in it.
    public static ConnectionSpec newEmptyDatabase() {
        return newDatabase("template template0 encoding 'UTF8'");
    }

    /// A new database made with options of `create database`.
    public static ConnectionSpec newDatabase(String options) {
        String name = "t" + DATABASES.incrementAndGet();
        try (Database admin = Database.open(spec("postgres"), Access.READ_WRITE, Passwords.none())) {
            execute(admin, "create database " + name + " " + options);
        }
        return spec(name);
    }

    /// A new native store whose function lacks guards: each pair is a piece of its text and what stands there instead.
    ///
    /// Errors: `IllegalArgumentException` where a piece is not in the function, for then nothing would be tried.
    public static ConnectionSpec newStoreWithout(String function, String... guardsAndReplacements) {
        ConnectionSpec spec = newStore();
        try (Database database = Database.open(spec, Access.READ_WRITE, Passwords.none())) {
            String text = database.read(tx -> tx.query("select pg_get_functiondef(p.oid) as text from pg_proc p"
                    + " where p.proname = ? and p.pronamespace = 'eventscope'::regnamespace",
                    row -> row.string("text"), function)).getFirst();
            for (int i = 0; i < guardsAndReplacements.length; i += 2) {
                if (!text.contains(guardsAndReplacements[i])) {
                    throw new IllegalArgumentException(function + " has no guard '" + guardsAndReplacements[i] + "'");
                }
                text = text.replace(guardsAndReplacements[i], guardsAndReplacements[i + 1]);
            }
            execute(database, text);
        }
        return spec;
    }

    public static ConnectionSpec spec(String database) {
        return new ConnectionSpec("localhost", SERVER.getPort(), database, "postgres", ConnectionSpec.TlsMode.DISABLE);
    }

    public static int port() {
        return SERVER.getPort();
    }

    /// Runs statements outside a transaction.
    public static void execute(Database database, String sql) {
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off")
                    .setServerConfig("max_prepared_transactions", "20").setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String migratedTemplate() {
        ConnectionSpec spec = newEmptyDatabase();
        try (Database database = Database.open(spec, Access.READ_WRITE, Passwords.none())) {
            Schema.migrate(database);
            execute(database, Roles.script());
        }
        return spec.database();
    }
}
