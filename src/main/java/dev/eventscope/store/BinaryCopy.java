package dev.eventscope.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLState;
import org.slf4j.LoggerFactory;

/// Reads by `copy (select …) to stdout (format binary)`, which spares server and client the text of every value.
///
/// Shape: a COPY takes no parameters, so values stand in the text: numbers and ids as digits, texts as the driver escapes
///        them. Source: PostgreSQL 14 to 18, "Binary Format" of COPY.
final class BinaryCopy {

    /// Signature (11 bytes), flags, length of an extension that is always empty.
    private static final int HEADER = 19;

    private final ConnectionSpec spec;
    private final Connection session;
    private final PGConnection connection;

    private BinaryCopy(ConnectionSpec spec, Connection session, PGConnection connection) {
        this.spec = spec;
        this.session = session;
        this.connection = connection;
    }

    static BinaryCopy on(ConnectionSpec spec, Connection session) throws SQLException {
        return new BinaryCopy(spec, session, session.unwrap(PGConnection.class));
    }

    /// Hands each row to a sink.
    void forEach(String sql, Consumer<CopiedRow> sink) {
        copying(sql, copy -> {
            CopiedRow row = new CopiedRow();
            return rows(copy, row, () -> sink.accept(row), Long.MAX_VALUE);
        });
    }

    /// Ends with `cut` after the row that takes it past `maxBytes`; the transaction can only be rolled back then.
    <T> Copied<T> read(String sql, long maxBytes, Function<CopiedRow, T> mapper) {
        return copying(sql, copy -> {
            List<T> rows = new ArrayList<>();
            CopiedRow row = new CopiedRow();
            long bytes = rows(copy, row, () -> rows.add(mapper.apply(row)), maxBytes);
            return new Copied<>(rows, bytes, bytes > maxBytes);
        });
    }

    private <T> T copying(String sql, Database.SqlFunction<CopyOut, T> work) {
        return Cancellation.guard(this::stop, () -> {
            try {
                CopyOut copy = connection.getCopyAPI().copyOut("copy (" + sql + ") to stdout (format binary)");
                boolean broken = false;
                try {
                    return work.apply(copy);
                } catch (SQLException e) {
                    broken = SqlErrors.isBroken(e);
                    throw e;
                } finally {
                    if (!broken) {
                        abandon(copy);
                    }
                }
            } catch (SQLException e) {
                drop(e);
                throw SqlErrors.translate(spec, e);
            }
        });
    }

    /// The driver keeps a connection that broke in a copy for open, locked by the copy: a rollback would wait for ever.
    private void drop(SQLException failure) {
        if (SqlErrors.isBroken(failure)) {
            try {
                session.abort(Runnable::run);
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /// Ends a copy that is under way. Not by the driver's `cancelCopy`: that loses count of the server's answers where the
    /// copy has come to its end meanwhile.
    private void abandon(CopyOut copy) throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        connection.cancelQuery();
        try {
            byte[] unread;
            do {
                unread = copy.readFromCopy();
            } while (unread != null);
        } catch (SQLException e) {
            if (!PSQLState.QUERY_CANCELED.getState().equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void stop() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            LoggerFactory.getLogger(BinaryCopy.class).debug("cancel: {}", e.getMessage());
        }
    }

    /// Calls `onRow` with each row in place; answers how many bytes came, more than `maxBytes` where it ended early.
    private static long rows(CopyOut copy, CopiedRow row, Runnable onRow, long maxBytes) throws SQLException {
        long bytes = 0;
        int offset = HEADER;
        for (byte[] chunk = copy.readFromCopy(); chunk != null; chunk = copy.readFromCopy()) {
            // the header comes with the first row, or alone; the end is a row of -1 fields
            if (chunk.length > offset && ByteBuffer.wrap(chunk).getShort(offset) >= 0) {
                row.begin(chunk, offset + Short.BYTES);
                onRow.run();
            }
            offset = 0;
            bytes += chunk.length;
            if (bytes > maxBytes) {
                return bytes;
            }
        }
        return bytes;
    }

    /// The text with its parameters written in; `?` must stand for nothing else in it.
    String inlined(String sql, @Nullable Object... parameters) throws SQLException {
        StringBuilder text = new StringBuilder(sql.length());
        int from = 0;
        for (Object parameter : parameters) {
            int mark = sql.indexOf('?', from);
            if (mark < 0) {
                throw new IllegalArgumentException("more parameters than places in: " + sql);
            }
            text.append(sql, from, mark).append(literal(parameter));
            from = mark + 1;
        }
        if (sql.indexOf('?', from) >= 0) {
            throw new IllegalArgumentException("fewer parameters than places in: " + sql);
        }
        return text.append(sql, from, sql.length()).toString();
    }

    private String literal(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> "null";
            case Long number -> "'" + number + "'::bigint";
            case Integer number -> "'" + number + "'::integer";
            case UUID uuid -> "'" + uuid + "'::uuid";
            case Instant instant -> "'" + instant + "'::timestamptz";
            case String text -> quoted(text) + "::text";
            case List<?> texts -> array(texts);
            default -> throw new IllegalArgumentException("no parameter of " + value.getClass());
        };
    }

    private String array(List<?> texts) throws SQLException {
        List<String> elements = new ArrayList<>(texts.size());
        for (Object text : texts) {
            elements.add(quoted((String) text));
        }
        return elements.stream().collect(Collectors.joining(",", "array[", "]::text[]"));
    }

    private String quoted(String text) throws SQLException {
        return "'" + connection.escapeLiteral(text) + "'";
    }
}
