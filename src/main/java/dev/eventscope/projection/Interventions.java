package dev.eventscope.projection;

import java.util.Locale;
import java.util.Optional;

import dev.eventscope.store.Database;

/// Asks for what an operator may do. Each is one PostgreSQL function with an audit row in `operator_action`, so that an
/// operator needs no right to write a table; the owner of the subscription does the work.
///
/// Threads: safe from any thread; blocks.
public final class Interventions {

    private final Database database;

    public Interventions(Database database) {
        this.database = database;
    }

    /// Errors: [InterventionRefused]. After a lost connection send the same request again: it gets its first answer.
    public void request(Intervention request) {
        String action = request.action().name().toLowerCase(Locale.ROOT);
        Optional<String> refusal = database.write(tx -> tx.query("""
                select coalesce(refusal, '') as refusal
                from eventscope.act_on_subscription(?, ?, ?, ?::int, ?::text, ?::uuid, ?, ?)""",
                row -> row.string("refusal"), request.requestId(), action, request.subscription(),
                request.generation(), request.stream(), request.eventId(), request.reason(), request.actor()))
                .stream().filter(code -> !code.isEmpty()).findFirst();
        refusal.ifPresent(code -> {
            throw new InterventionRefused(request, code);
        });
    }
}
