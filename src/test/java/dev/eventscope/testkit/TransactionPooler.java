package dev.eventscope.testkit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// A data source that pools by transaction: a connection that it hands out has another server session in each transaction,
/// always the one that rested longest.
///
/// Shape: a session is bound at the first statement and given back when the server is in no transaction and no statement is
///        open any more. As with a real pooler, what a session was told for good (`set`, session locks, temporary tables)
///        stays in it for whoever comes next.
public final class TransactionPooler implements DataSource, AutoCloseable {

    /// What reaches the session once it is bound; everything else is remembered and told each session anew.
    private static final Set<String> REMEMBERED = Set.of("setReadOnly", "setTransactionIsolation");

    private final BlockingQueue<Connection> resting = new LinkedBlockingQueue<>();
    private final DataSource source;
    private final List<Connection> sessions = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong switches = new AtomicLong();

    public TransactionPooler(DataSource source, int size) throws SQLException {
        this.source = source;
        for (int i = 0; i < size; i++) {
            resting.add(open());
        }
    }

    /// How often a session was bound.
    public long switches() {
        return switches.get();
    }

    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                new Client());
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("the sessions are open already");
    }

    @Override
    public void close() throws SQLException {
        for (Connection session : sessions) {
            session.close();
        }
    }

    /// What a client holds: a connection without a session of its own.
    private final class Client implements InvocationHandler {
        private final Map<String, Object[]> remembered = new HashMap<>();
        private final Set<Object> open = new HashSet<>();
        private @Nullable Connection bound;
        private boolean autoCommit = true;
        private boolean closed;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            Object[] values = arguments == null ? new Object[0] : arguments;
            switch (method.getName()) {
                case "isClosed" -> {
                    return closed || bound != null && bound.isClosed();
                }
                case "close" -> {
                    leave();
                    closed = true;
                    return null;
                }
                case "getNetworkTimeout" -> {
                    return 0; // of the way to the pooler, not of a session's
                }
                case "setNetworkTimeout" -> {
                    return null;
                }
                case "getAutoCommit" -> {
                    return autoCommit;
                }
                case "setAutoCommit" -> {
                    autoCommit = (Boolean) values[0];
                    if (bound != null) {
                        bound.setAutoCommit(autoCommit);
                    }
                    release();
                    return null;
                }
                case "commit", "rollback" -> {
                    if (bound != null) {
                        call(bound, method, values);
                    }
                    release();
                    return null;
                }
                case "isWrapperFor" -> {
                    return true;
                }
                case "unwrap" -> {
                    return session();
                }
                default -> {
                    if (REMEMBERED.contains(method.getName())) {
                        remembered.put(method.getName(), values);
                        return bound == null ? null : call(bound, method, values);
                    }
                    Object result = call(session(), method, values);
                    return result instanceof Statement statement ? tracked(method.getReturnType(), statement) : result;
                }
            }
        }

        private Connection session() throws Throwable {
            Connection session = bound;
            if (session == null) {
                session = resting.take();
                switches.incrementAndGet();
                bound = session;
                session.setReadOnly(false);
                for (Map.Entry<String, Object[]> each : remembered.entrySet()) {
                    call(session, setter(each.getKey()), each.getValue());
                }
                session.setAutoCommit(autoCommit);
            }
            return session;
        }

        private static Method setter(String name) throws NoSuchMethodException {
            return Connection.class.getMethod(name, name.equals("setReadOnly") ? boolean.class : int.class);
        }

        private Object tracked(Class<?> type, Statement statement) {
            open.add(statement);
            return Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{type},
                    (_, method, values) -> {
                        Object result = call(statement, method, values == null ? new Object[0] : values);
                        if (method.getName().equals("close")) {
                            open.remove(statement);
                            release();
                        }
                        return result;
                    });
        }

        private void release() throws SQLException {
            Connection session = bound;
            if (session != null && open.isEmpty() && (session.isClosed() || isIdle(session))) {
                bound = null;
                rest(session);
            }
        }

        /// A client that goes in the middle of a transaction: the pooler rolls it back.
        private void leave() throws SQLException {
            Connection session = bound;
            bound = null;
            if (session != null) {
                if (!session.isClosed() && !isIdle(session)) {
                    session.createStatement().execute("rollback");
                }
                rest(session);
            }
        }

        private void rest(Connection session) throws SQLException {
            if (session.isClosed()) {
                resting.add(open());
            } else {
                session.setAutoCommit(true);
                resting.add(session);
            }
        }
    }

    private Connection open() throws SQLException {
        Connection session = source.getConnection();
        sessions.add(session);
        return session;
    }

    private static boolean isIdle(Connection session) throws SQLException {
        return session.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }

    private static @Nullable Object call(Object target, Method method, Object[] values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
