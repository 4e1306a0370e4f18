package dev.eventscope.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One PostgreSQL database, through a pool. Everything that is read or written goes through a transaction of this class.
///
/// Shape: reads run `read only`, with a statement time-out of 5 s and a lock time-out of 250 ms, each set for its own
///        transaction so that it also holds behind a transaction pooler. Where the server is silent in a read for 5 s longer
///        than a statement may take, it is frozen or gone, and the connection is dropped; a read that brings rows may take
///        its time.
/// Errors: [StoreException] and its kinds; `SQLException` never leaves this room.
/// Threads: safe from any thread; every call blocks.
public final class Database implements AutoCloseable {

    /// A read that a person waits for.
    public static final Duration SHORT = Duration.ofSeconds(5);
    /// One slice of a scan over the store.
    public static final Duration LONG = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(250);
    private static final Duration WRITE_LOCK_TIMEOUT = Duration.ofSeconds(10);
    /// How long a server may be silent after it was asked to stop.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// A page of a scan follows an index. Where statistics are old the planner may sort all the rest for each page.
    private static final String BY_INDEX = "; set local enable_sort = off; set local enable_bitmapscan = off";

    private final ConnectionSpec spec;
    private final Access access;
    private final DataSource source;
    private final AutoCloseable closer;
    private final Writer writer;
    private final @Nullable String role;
    private final Deadlines deadlines;

    private Database(ConnectionSpec spec, Access access, DataSource source, AutoCloseable closer, Writer writer,
            @Nullable String role, Deadlines deadlines) {
        this.spec = spec;
        this.access = access;
        this.source = source;
        this.closer = closer;
        this.writer = writer;
        this.role = role;
        this.deadlines = deadlines;
    }

    /// Connects, and checks that the server can be used: PostgreSQL 14 or later, UTF8.
    ///
    /// Errors: [StoreUnreachable], [StoreUnusable]; also for a standby that is to be written to.
    public static Database open(ConnectionSpec spec, Access access, Passwords passwords) {
        HikariDataSource pool = Connecting.pool(spec, passwords);
        Database database = new Database(spec, access, pool, pool, Writer.ANYONE, null, new Deadlines(LONG, PATIENCE));
        try {
            Connecting.check(database);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /// Over a data source that somebody else owns and closes.
    public static Database over(ConnectionSpec spec, Access access, DataSource source) {
        return over(spec, access, source, new Deadlines(LONG, PATIENCE));
    }

    /// As [#over], with time-outs of its own for copies and for what is written alone.
    static Database over(ConnectionSpec spec, Access access, DataSource source, Deadlines deadlines) {
        return new Database(spec, access, source, () -> {}, Writer.ANYONE, null, deadlines);
    }

    /// The same database through the same pool, written to as somebody. Closing it closes nothing.
    public Database writingAs(Writer who) {
        return new Database(spec, access, source, () -> {}, who, role, deadlines);
    }

    /// The same database, every transaction in the role of that name, of which the user is a member: it has that role's
    /// rights and no others. Closing it closes this one.
    public Database asRole(String name) {
        if (!name.matches("[a-z_]{1,63}")) {
            throw new IllegalArgumentException("a role's name must be of a-z and _, was '" + name + "'");
        }
        return new Database(spec, access, source, this, writer, name, deadlines);
    }

    /// As whom it is written to.
    public Writer writer() {
        return writer;
    }

    public ConnectionSpec spec() {
        return spec;
    }

    public Access access() {
        return access;
    }

    /// Runs one short read-only transaction.
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return read(SHORT, work);
    }

    /// Runs one read-only transaction whose statements may take as long as told.
    public <T extends @Nullable Object> T read(Duration statementTimeout, Function<Tx, T> work) {
        return reading(statementTimeout, limits(statementTimeout, LOCK_TIMEOUT),
                connection -> work.apply(new JdbcTx(spec, connection, writer)));
    }

    /// Runs one short read-only transaction whose statements follow indexes, whatever the statistics say: for pages.
    public <T extends @Nullable Object> T readByIndex(Function<Tx, T> work) {
        return reading(SHORT, limits(SHORT, LOCK_TIMEOUT) + BY_INDEX + "; set local enable_seqscan = off",
                connection -> work.apply(new JdbcTx(spec, connection, writer)));
    }

    /// Reads many rows by one binary COPY, in a read-only transaction of its own: about twice as fast as a query.
    ///
    /// Shape: as a [Tx#query], but `?` stands for parameters only, which are numbers, ids, texts, or lists of texts, and the
    ///        mapper reads each row's fields in the order of the columns. The order is to be that of an index. It ends early after the row that takes it past
    ///        `maxBytes`.
    public <T> Copied<T> copy(String sql, long maxBytes, Function<CopiedRow, T> mapper,
            @Nullable Object... parameters) {
        return reading(deadlines.limit(), limits(deadlines.limit(), LOCK_TIMEOUT) + BY_INDEX, connection -> {
            BinaryCopy copy = BinaryCopy.on(spec, connection);
            Copied<T> copied = copy.read(copy.inlined(sql, parameters), maxBytes, mapper);
            if (copied.cut()) {
                connection.rollback(); // the server knows it as cancelled, and would refuse a commit
            }
            return copied;
        });
    }

    /// As [#copy], without a bound on bytes, and without a list of what came.
    public void copyTo(String sql, Consumer<CopiedRow> sink, @Nullable Object... parameters) {
        this.<@Nullable Void>reading(deadlines.limit(), limits(deadlines.limit(), LOCK_TIMEOUT) + BY_INDEX,
                connection -> {
                    BinaryCopy copy = BinaryCopy.on(spec, connection);
                    copy.forEach(copy.inlined(sql, parameters), sink);
                    return null;
                });
    }

    /// Runs one READ COMMITTED transaction that may write, and commits it. Throws what the work throws, rolled back.
    ///
    /// Errors: [RightMissing] where this database was opened read-only. [StoreUnreachable] when the connection breaks at
    ///         the commit: then whether it took effect is not known.
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        if (access == Access.READ_ONLY) {
            throw readOnly();
        }
        return inTransaction(false, Duration.ZERO, limits(LONG, WRITE_LOCK_TIMEOUT),
                connection -> work.apply(new JdbcTx(spec, connection, writer)));
    }

    /// Runs one query as a whole transaction: one message to the server, and one back.
    ///
    /// Shape: the work calls [Tx#query] once and nothing else; when that answers, everything is committed. The query bounds
    ///        its own waiting for locks.
    /// Errors: as [#write].
    public <T extends @Nullable Object> T writeAlone(Function<Tx, T> work) {
        if (access == Access.READ_ONLY) {
            throw readOnly();
        }
        Cancellation.check();
        return withConnection(connection -> {
            connection.setReadOnly(false);
            JdbcTx tx = new JdbcTx(spec, connection, writer);
            if (writer.equals(Writer.ANYONE) && role == null) {
                return deadlines.hold(spec, connection, () -> work.apply(new LoneTx(tx, "")));
            }
            try {
                LoneTx alone = new LoneTx(tx, limits(LONG, WRITE_LOCK_TIMEOUT));
                return deadlines.hold(spec, connection, () -> work.apply(alone));
            } catch (Throwable e) {
                abandon(connection, e);
                throw e;
            }
        });
    }

    /// The plain JDBC work of this room and its sub-rooms, on a connection of the pool in autocommit.
    <T extends @Nullable Object> T withConnection(SqlFunction<Connection, T> work) {
        try (Connection connection = source.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(spec, e);
        }
    }

    public DataSource dataSource() {
        return source;
    }

    @Override
    public void close() {
        try {
            closer.close();
        } catch (Exception e) {
            LOG.warn("closing {}: {}", spec, e.getMessage());
        }
    }

    private <T extends @Nullable Object> T reading(Duration statementTimeout, String settings,
            SqlFunction<Connection, T> work) {
        return inTransaction(true, statementTimeout.plus(deadlines.patience()), settings, work);
    }

    /// `mostSilent` is how long the server may send nothing, for ever where it is zero; `settings` is what the transaction
    /// begins with.
    private <T extends @Nullable Object> T inTransaction(boolean readOnly, Duration mostSilent, String settings,
            SqlFunction<Connection, T> work) {
        Cancellation.check();
        return withConnection(connection -> {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(mostSilent.toMillis()));
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
            try {
                execute(connection, settings);
                T result = work.apply(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollback(connection, e);
                throw e;
            } finally {
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                    connection.setNetworkTimeout(Runnable::run, before);
                }
            }
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What a transaction begins with.
    private String limits(Duration statementTimeout, Duration lockTimeout) {
        // The node's name is of safe characters only, see Writer.
        String node = writer.node() == null ? "" : "; set local eventscope.node = '" + writer.node() + "'";
        String traced = writer.isWatched() ? "; set local eventscope.traced = 'on'" : "";
        return "set local statement_timeout = " + statementTimeout.toMillis() + "; set local lock_timeout = "
                + lockTimeout.toMillis() + node + traced
                + (role == null ? "" : "; set local role " + role);
    }

    private static RightMissing readOnly() {
        return new RightMissing("this connection is read-only: open the store for writing to do this", null);
    }

    /// Ends a transaction that was begun by a statement of its own, which the driver does not end.
    private static void abandon(Connection connection, Throwable failure) {
        try {
            if (!connection.isClosed()) {
                execute(connection, "rollback");
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /// A function that may throw `SQLException`.
    @FunctionalInterface
    interface SqlFunction<A, R extends @Nullable Object> {
        R apply(A argument) throws SQLException;
    }
}
