package dev.eventscope.store;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes the pool of a [Database], and looks whether the server can be used.
final class Connecting {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(2);
    private static final int POOL_SIZE = 8;
    /// How the server knows our sessions, and the audit the program that acted: run from classes it has no version.
    private static final String PROGRAM = Optional.ofNullable(Database.class.getPackage().getImplementationVersion())
            .map(version -> "eventscope " + version).orElse("eventscope");

    private Connecting() {}

    /// Errors: [StoreUnreachable].
    static HikariDataSource pool(ConnectionSpec spec, Passwords passwords) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plainSource(spec, passwords));
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(1); // one attempt: a person waits for the answer
        config.setPoolName("eventscope " + spec.host() + ":" + spec.port() + "/" + spec.database());
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw SqlErrors.connecting(spec, e);
        }
    }

    /// Errors: [StoreUnusable] for a server that is too old, not UTF8, or a standby that is to be written to.
    static void check(Database database) {
        ConnectionSpec spec = database.spec();
        database.read(tx -> {
            int version = Integer.parseInt(setting(tx, "server_version_num"));
            if (version < 140_000) {
                throw new StoreUnusable("the server at " + spec.host() + ":" + spec.port() + " is PostgreSQL "
                        + setting(tx, "server_version") + ": Eventscope needs 14 or later", null);
            }
            String encoding = setting(tx, "server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new StoreUnusable("the database '" + spec.database() + "' is encoded in " + encoding
                        + ": Eventscope needs UTF8 (create the database with encoding 'UTF8')", null);
            }
            if (database.access() == Access.READ_WRITE && isStandby(tx)) {
                throw new StoreUnusable("the server at " + spec.host() + ":" + spec.port()
                        + " is a standby and takes no writes: connect to its primary, or open it read-only", null);
            }
            return null;
        });
    }

    private static boolean isStandby(Tx tx) {
        return tx.query("select pg_is_in_recovery() as standby", row -> row.booleanValue("standby")).getFirst();
    }

    private static String setting(Tx tx, String name) {
        return tx.query("select current_setting(?) as value", row -> row.string("value"), name).getFirst();
    }

    private static DataSource plainSource(ConnectionSpec spec, Passwords passwords) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[]{spec.host()});
        source.setPortNumbers(new int[]{spec.port()});
        source.setDatabaseName(spec.database());
        source.setUser(spec.user());
        passwords.find(spec).ifPresent(source::setPassword);
        source.setSslMode(spec.tls().parameter());
        source.setApplicationName(PROGRAM);
        source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
        source.setCancelSignalTimeout((int) CANCEL_TIMEOUT.toSeconds());
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setBinaryTransferEnable("UUID_ARRAY");
        return source;
    }
}
