package dev.eventscope.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import dev.eventscope.store.Database;

/// The floor of loading headers: one binary COPY of the columns that a timeline needs, each decoded into an array.
final class BareHeaders {

    private static final int HEADER = 19;
    private static final String COLUMNS = "position, event_id, stream, category, version, type, schema_version,"
            + " causation_id, correlation_id, occurred_at, recorded_at";
    /// l = long, i = int, u = uuid, s = string; in the order of the columns.
    private static final String KINDS = "lusslsiuull";

    private final Database database;
    private final int room;

    BareHeaders(Database database, int room) {
        this.database = database;
        this.room = room;
    }

    /// Answers how many rows came.
    int read() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local enable_sort = off; set local enable_bitmapscan = off");
            }
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (select " + COLUMNS
                    + " from eventscope.event order by position) to stdout (format binary)");
            int rows = new Rows(room).take(copy);
            connection.commit();
            return rows;
        }
    }

    /// One array a column; a uuid takes two.
    private static final class Rows {

        private final long[][] numbers = new long[2 * KINDS.length()][];
        private final String[][] texts = new String[KINDS.length()][];
        private int rows;

        Rows(int room) {
            for (int column = 0; column < KINDS.length(); column++) {
                if (KINDS.charAt(column) == 's') {
                    texts[column] = new String[room];
                } else {
                    numbers[2 * column] = new long[room];
                    numbers[2 * column + 1] = new long[KINDS.charAt(column) == 'u' ? room : 0];
                }
            }
        }

        int take(CopyOut copy) throws SQLException {
            boolean first = true;
            for (byte[] chunk = copy.readFromCopy(); chunk != null; chunk = copy.readFromCopy()) {
                ByteBuffer row = ByteBuffer.wrap(chunk);
                if (first) {
                    row.position(HEADER);
                    first = false;
                }
                if (row.hasRemaining() && row.getShort() > 0) {
                    decode(row, chunk);
                    rows++;
                }
            }
            return rows;
        }

        private void decode(ByteBuffer row, byte[] bytes) {
            for (int column = 0; column < KINDS.length(); column++) {
                int length = row.getInt();
                if (length >= 0) {
                    decode(column, length, row, bytes);
                }
            }
        }

        private void decode(int column, int length, ByteBuffer row, byte[] bytes) {
            switch (KINDS.charAt(column)) {
                case 'l' -> numbers[2 * column][rows] = row.getLong();
                case 'i' -> numbers[2 * column][rows] = row.getInt();
                case 'u' -> {
                    numbers[2 * column][rows] = row.getLong();
                    numbers[2 * column + 1][rows] = row.getLong();
                }
                default -> {
                    texts[column][rows] = new String(bytes, row.position(), length, StandardCharsets.UTF_8);
                    row.position(row.position() + length);
                }
            }
        }
    }
}
