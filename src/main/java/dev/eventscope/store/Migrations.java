package dev.eventscope.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings one schema of a database up to date by the scripts of one folder of the class path.
public final class Migrations {

    private Migrations() {}

    /// Creates or migrates the schema; does nothing where it is current. Answers its version.
    ///
    /// Errors: [RightMissing] on a read-only connection; [StoreUnreachable] when it breaks; [StoreUnusable] when a migration fails or the schema is newer
    ///         than this program.
    public static String migrate(Database database, String schema, String folder) {
        if (database.access() == Access.READ_ONLY) {
            throw new RightMissing("this connection is read-only: open the store for writing to migrate it", null);
        }
        Flyway flyway = Flyway.configure().dataSource(database.dataSource()).schemas(schema).defaultSchema(schema)
                .locations("classpath:" + folder).loggers("slf4j").load();
        try {
            flyway.migrate();
            String version = flyway.info().getInfoResult().schemaVersion;
            return version == null ? "0" : MigrationVersion.fromVersion(version).toString();
        } catch (FlywayValidateException e) {
            throw new StoreUnusable(
                    "the schema " + schema + " was made by a version of Eventscope whose scripts are not"
                            + " this one's: open it with that version (a demo store is made anew by `demo --reset`)",
                    e);
        } catch (FlywayException e) {
            throw SqlErrors.lostConnection(database.spec(), e).orElseGet(() -> new StoreUnusable(
                    "the schema " + schema + " cannot be migrated: " + firstLine(e), e));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().filter(line -> !line.isBlank()).findFirst().orElse("unknown");
    }
}
