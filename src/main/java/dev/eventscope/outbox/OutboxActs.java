package dev.eventscope.outbox;

import java.util.List;
import java.util.Locale;

import dev.eventscope.store.Database;

/// Asks for what an operator may do to the outbox. Each act is one PostgreSQL function with an audit row in
/// `operator_action`, so that an operator needs no right to write a table; the relay does the work.
///
/// Threads: safe from any thread; blocks.
public final class OutboxActs {

    private final Database store;

    public OutboxActs(Database store) {
        this.store = store;
    }

    /// Errors: [OutboxActRefused]. After a lost connection send the same act again: it gets its first answer.
    public void request(OutboxAct act) {
        List<String> refusal = store.write(tx -> tx.query("""
                select coalesce(refusal, '') as refusal
                from eventscope.act_on_outbox(?, ?, ?::text, ?::uuid, ?::int, ?, ?)""", row -> row.string("refusal"),
                act.requestId(), act.action().name().toLowerCase(Locale.ROOT), act.stream(), act.eventId(),
                act.shard(), act.reason(), act.actor()));
        if (!refusal.getFirst().isEmpty()) {
            throw new OutboxActRefused(act, refusal.getFirst());
        }
    }
}
