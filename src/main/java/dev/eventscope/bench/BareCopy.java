package dev.eventscope.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import dev.eventscope.store.Database;

/// The floor of reading: one binary COPY of the same columns, each field decoded to its plain Java type.
final class BareCopy {

    private static final int HEADER = 19;
    /// l = long, i = int, u = uuid, s = string, b = bytes; in the order of the columns.
    private static final String KINDS = "lusslsiuullbb";
    private static final String COLUMNS = "position, event_id, stream, category, version, type, schema_version,"
            + " causation_id, correlation_id, occurred_at, recorded_at, payload, metadata";

    /// Without it the planner may sort a stream that an index holds in order.
    private static final String BY_INDEX = "set local enable_sort = off; set local enable_bitmapscan = off";

    private final Database database;

    BareCopy(Database database) {
        this.database = database;
    }

    /// Answers how many rows came. What it says which and in what order is ours, never a user's.
    long read(String which) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(BY_INDEX);
            }
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (select " + COLUMNS
                    + " from eventscope.event " + which + ") to stdout (format binary)");
            long rows = rows(copy);
            connection.commit();
            return rows;
        }
    }

    private static long rows(CopyOut copy) throws SQLException {
        long rows = 0;
        boolean first = true;
        for (byte[] chunk = copy.readFromCopy(); chunk != null; chunk = copy.readFromCopy()) {
            ByteBuffer row = ByteBuffer.wrap(chunk);
            if (first) {
                row.position(HEADER);
                first = false;
            }
            if (row.hasRemaining() && row.getShort() > 0) {
                rows += decode(row).length > 0 ? 1 : 0;
            }
        }
        return rows;
    }

    private static @Nullable Object[] decode(ByteBuffer row) {
        @Nullable
        Object[] values = new @Nullable Object[KINDS.length()];
        for (int i = 0; i < values.length; i++) {
            int length = row.getInt();
            values[i] = length < 0 ? null : value(KINDS.charAt(i), row, length);
        }
        return values;
    }

    private static Object value(char kind, ByteBuffer row, int length) {
        return switch (kind) {
            case 'l' -> (Object) row.getLong();
            case 'i' -> (Object) row.getInt();
            case 'u' -> new java.util.UUID(row.getLong(), row.getLong());
            case 's' -> new String(bytes(row, length), StandardCharsets.UTF_8);
            default -> bytes(row, length);
        };
    }

    private static byte[] bytes(ByteBuffer row, int length) {
        byte[] bytes = new byte[length];
        row.get(bytes);
        return bytes;
    }
}
