package dev.eventscope.testkit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// A data source that has each query explained, in its own transaction and with its own values, just before it runs: what is
/// checked is what is sent.
public final class ExplainedSource implements DataSource {

    /// A query as it was sent, and its plan after it ran, as JSON.
    public record Explained(String sql, String plan) {}

    private record Call(Method method, Object[] arguments) {}

    private final DataSource real;
    private final List<Explained> explained = new ArrayList<>();

    public ExplainedSource(DataSource real) {
        this.real = real;
    }

    /// What has been explained since the last call.
    public List<Explained> take() {
        List<Explained> taken = List.copyOf(explained);
        explained.clear();
        return taken;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, (_, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return method.getName().equals("prepareStatement")
                    ? watched(connection, (String) arguments[0], (PreparedStatement) result)
                    : result;
        });
    }

    private PreparedStatement watched(Connection connection, String sql, PreparedStatement statement) {
        List<Call> bound = new ArrayList<>();
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                bound.add(new Call(method, arguments));
            } else if (method.getName().equals("executeQuery")) {
                explain(connection, sql, bound);
            }
            return call(statement, method, arguments);
        });
    }

    private void explain(Connection connection, String sql, List<Call> bound) throws Throwable {
        try (PreparedStatement explain = connection
                .prepareStatement("explain (analyze, timing off, format json) " + sql)) {
            for (Call each : bound) {
                call(explain, each.method(), each.arguments());
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                explained.add(new Explained(sql, plan.getString(1)));
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
