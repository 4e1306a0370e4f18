package dev.eventscope.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// A [Tx] on one JDBC connection.
final class JdbcTx implements Tx {

    private static final int FETCH_SIZE = 1_000;

    private final ConnectionSpec spec;
    private final Connection connection;
    private final Writer writer;

    JdbcTx(ConnectionSpec spec, Connection connection, Writer writer) {
        this.spec = spec;
        this.connection = connection;
        this.writer = writer;
    }

    @Override
    public Writer writer() {
        return writer;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
        List<T> rows = new ArrayList<>();
        run(sql, 0, row -> rows.add(mapper.apply(row)), parameters);
        return rows;
    }

    @Override
    public <T> Optional<T> queryOne(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
        List<T> rows = query(sql, mapper, parameters);
        if (rows.size() > 1) {
            throw new IllegalStateException("expected at most one row, got " + rows.size() + " from: " + sql);
        }
        return rows.stream().findFirst();
    }

    @Override
    public void forEach(String sql, Consumer<Row> sink, @Nullable Object... parameters) {
        run(sql, FETCH_SIZE, sink, parameters);
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return guarded(statement, () -> {
                statement.execute();
                return Math.max(0, statement.getUpdateCount());
            });
        } catch (SQLException e) {
            throw SqlErrors.translate(spec, e);
        }
    }

    /// Runs several statements of which one is a query, in one message.
    <T> List<T> queryAmong(String statements, Function<Row, T> mapper, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(statements)) {
            bind(statement, parameters);
            boolean found = guarded(statement, statement::execute);
            while (!found && statement.getUpdateCount() >= 0) {
                found = statement.getMoreResults();
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet results = statement.getResultSet()) {
                ResultRow row = new ResultRow(spec, results);
                while (results.next()) {
                    rows.add(mapper.apply(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw SqlErrors.translate(spec, e);
        }
    }

    private void run(String sql, int fetchSize, Consumer<Row> sink, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            bind(statement, parameters);
            try (ResultSet results = guarded(statement, statement::executeQuery)) {
                ResultRow row = new ResultRow(spec, results);
                while (guarded(statement, results::next)) {
                    sink.accept(row);
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(spec, e);
        }
    }

    private interface SqlCall<T> {
        T call() throws SQLException;
    }

    private <T> T guarded(PreparedStatement statement, SqlCall<T> call) {
        return Cancellation.guard(() -> stop(statement), () -> {
            try {
                return call.call();
            } catch (SQLException e) {
                throw SqlErrors.translate(spec, e);
            }
        });
    }

    private static void stop(PreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(JdbcTx.class).debug("cancel: {}", e.getMessage());
        }
    }

    private void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            switch (value) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Boolean flag -> statement.setBoolean(i + 1, flag);
                case Double number -> statement.setDouble(i + 1, number);
                case UUID uuid -> statement.setObject(i + 1, uuid);
                case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Json json -> statement.setObject(i + 1, json.text(), Types.OTHER);
                case Values values when values.type().equals("uuid") ->
                    statement.setObject(i + 1, new UuidArray(values.elements()));
                case Values values ->
                    statement.setArray(i + 1, connection.createArrayOf(values.type(), values.elements()));
                case List<?> list when first(list) instanceof UUID ->
                    statement.setObject(i + 1, new UuidArray(list.toArray()));
                case List<?> list -> statement.setArray(i + 1, array(list));
                default -> throw new IllegalArgumentException("no parameter of " + value.getClass());
            }
        }
    }

    /// Arrays of their own type, which the driver can send as they are in memory.
    private Array array(List<?> list) throws SQLException {
        return switch (first(list)) {
            case Long _ -> connection.createArrayOf("bigint", list.toArray(new Long[0]));
            case Integer _ -> connection.createArrayOf("integer", list.toArray(new Integer[0]));
            case Instant _ -> connection.createArrayOf("timestamptz", list.toArray());
            case String _ -> connection.createArrayOf("text", list.toArray(new String[0]));
            default -> throw new IllegalArgumentException("no array of " + first(list).getClass());
        };
    }

    /// The first element that is there; an empty text where there is none.
    private static Object first(List<?> list) {
        return list.stream().<Object>map(x -> x).filter(Objects::nonNull).findFirst().orElse("");
    }
}
