package dev.eventscope.store.log;

import org.flywaydb.core.api.MigrationVersion;

import dev.eventscope.store.Database;
import dev.eventscope.store.Migrations;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnusable;

/// The native schema `eventscope`: creates and migrates it, and says whether a database has it.
public final class Schema {

    /// The name of the schema in every database.
    public static final String NAME = "eventscope";

    private Schema() {}

    /// Creates or migrates the schema; does nothing where it is current. Answers its version.
    ///
    /// Errors: [StoreUnusable] when a migration fails or the schema is newer than this program.
    public static String migrate(Database database) {
        return Migrations.migrate(database, NAME, "db/migration");
    }

    /// Errors: [StoreUnusable] where the schema is absent, older or newer than this program needs.
    static void check(Database database) {
        String found = version(database);
        String needed = newest();
        int order = MigrationVersion.fromVersion(found).compareTo(MigrationVersion.fromVersion(needed));
        if (order < 0) {
            throw new StoreUnusable("the schema is at version " + found + ", this program needs " + needed
                    + ": run 'init' on this store", null);
        }
        if (order > 0) {
            throw new StoreUnusable("the schema is at version " + found + ", newer than this program knows (" + needed
                    + "): use a newer Eventscope", null);
        }
    }

    /// The version of the last migration applied; `0` where none was. Needs only select on the history table.
    public static String version(Database database) {
        try {
            return database.read(tx -> tx.queryOne("""
                    select version from eventscope.flyway_schema_history
                    where success and version is not null
                    order by installed_rank desc
                    limit 1""", row -> row.string("version"))).orElse("0");
        } catch (StoreUnusable e) {
            return "0";
        }
    }

    private static String newest() {
        return "010";
    }

    /// Kept out of callers: every failure here is a [StoreException].
    static StoreException notMigrated(Database database) {
        return new StoreUnusable("the database '" + database.spec().database()
                + "' has no schema 'eventscope': run 'init' on it to make one", null);
    }
}
