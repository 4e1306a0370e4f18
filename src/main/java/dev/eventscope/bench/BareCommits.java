package dev.eventscope.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import dev.eventscope.store.Database;

/// The floor of saga steps: what begins and ends is written down durably, one row each, and nothing else is done.
final class BareCommits {

    /// As many as a runner has workers.
    private static final int WORKERS = 4;

    private final Database database;
    private final ExecutorService executor;

    BareCommits(Database database, ExecutorService executor) {
        this.database = database;
        this.executor = executor;
        ScratchStore.execute(database,
                "create table public.floor_step (no int primary key, status text not null, token bigint not null)");
        ScratchStore.execute(database,
                "insert into public.floor_step select n, 'pending', 0 from generate_series(0, 9999) n");
    }

    /// Two commits for each of so many steps, by four connections at once.
    void twiceEach(int steps) throws Exception {
        List<Future<?>> workers = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            int first = worker;
            workers.add(executor.submit(() -> {
                twice(first, steps);
                return null;
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
    }

    private void twice(int first, int steps) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update public.floor_step set status = ?, token = token + 1 where no = ?")) {
            for (int no = first; no < steps; no += WORKERS) {
                for (String status : List.of("running", "succeeded")) {
                    update.setString(1, status);
                    update.setInt(2, no);
                    update.executeUpdate();
                }
            }
        }
    }
}
