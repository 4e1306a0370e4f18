package dev.eventscope.saga;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;

/// Puts into the audit that somebody made ready to act, or was kept from it.
///
/// Threads: safe from any thread; blocks.
public final class ArmingLog {

    private final Database database;

    public ArmingLog(Database database) {
        this.database = database;
    }

    /// Shape: `refusal` is absent where it was allowed: `wrong_name`, `not_confirmed`, `right_missing`. The same request id again changes
    ///        nothing.
    public void record(UUID requestId, String store, String actor, Duration span, @Nullable String refusal) {
        database.write(
                tx -> tx.query("select eventscope.record_arming(?, ?, ?, ?, ?)", _ -> "", requestId, store, actor,
                        (int) span.toSeconds(), refusal));
    }
}
