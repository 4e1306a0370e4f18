package dev.eventscope.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.eventscope.store.Database;

/// The floor of appending: inserts into a table of the same columns and indexes, with nothing else done.
final class BareInserts {

    private static final String TABLE = """
            create table public.floor_event
            (like eventscope.event including defaults including constraints including indexes)""";
    private static final String COLUMNS = """
            insert into public.floor_event (event_id, stream, category, version, type, schema_version, payload, metadata,
                                            causation_id, correlation_id, occurred_at)
            """;
    private static final String ONE = COLUMNS
            + "values (?, ?, 'bench', ?, 'Measured', 1, ?::json, '{}', null, ?, now())";
    private static final String MANY = COLUMNS + """
            select id, ?, 'bench', version, 'Measured', 1, payload::json, '{}', null, correlation, now()
            from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[]) as e(correlation, id, version, payload)""";

    private final Database database;
    private final String payload;
    private final AtomicLong versions = new AtomicLong();

    BareInserts(Database database, String payload) {
        this.database = database;
        this.payload = payload;
        ScratchStore.execute(database, TABLE);
    }

    /// One event a transaction, on one connection.
    void one(int events) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(ONE)) {
            for (int i = 0; i < events; i++) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, "bench-floor");
                insert.setLong(3, versions.incrementAndGet());
                insert.setString(4, payload);
                insert.setObject(5, UUID.randomUUID());
                insert.executeUpdate();
            }
        }
    }

    /// `size` events a transaction, by unnest.
    void batches(int batches, int size) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(MANY)) {
            for (int i = 0; i < batches; i++) {
                UUID[] correlations = new UUID[size];
                UUID[] ids = new UUID[size];
                Long[] numbers = new Long[size];
                String[] payloads = new String[size];
                for (int k = 0; k < size; k++) {
                    correlations[k] = UUID.randomUUID();
                    ids[k] = UUID.randomUUID();
                    numbers[k] = versions.incrementAndGet();
                    payloads[k] = payload;
                }
                insert.setString(1, "bench-floor");
                insert.setArray(2, connection.createArrayOf("uuid", correlations));
                insert.setArray(3, connection.createArrayOf("uuid", ids));
                insert.setArray(4, connection.createArrayOf("bigint", numbers));
                insert.setArray(5, connection.createArrayOf("text", payloads));
                insert.executeUpdate();
            }
        }
    }
}
