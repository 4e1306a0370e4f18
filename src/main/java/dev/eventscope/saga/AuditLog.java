package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.Row;

/// Reads what operators did, and checks that nobody changed it since.
///
/// Shape: each row is written by the function that does the act, in its transaction, and carries the hash of the row
///        before; so an update, a delete, an insert and a swap show. A tail that is cut off together with its head shows
///        only against an [AuditHead] that was kept elsewhere. What the database refused for want of a right left no row.
/// Threads: safe from any thread; blocks.
public final class AuditLog {

    private static final String COLUMNS = """
            o.action_no, o.request_id, o.at, o.db_user, o.actor, o.client, o.action, o.mode, o.saga_id,
            o.step_no::text as step_no, o.target, o.reason, o.evidence, o.before, o.after, o.accepted, o.refusal, o.event_id,
            encode(o.previous_hash, 'hex') as previous_hash, encode(o.hash, 'hex') as hash
            """;
    private static final int MOST = 10_000;

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /// The rows after that number, in order.
    ///
    /// Shape: at most `limit`, which is 1 to 10,000. An empty page = no more.
    public List<AuditLine> after(long number, AuditFilter filter, int limit) {
        return page("o.action_no > ?", "asc", number, filter, limit);
    }

    /// The rows before that number, the latest first; `Long.MAX_VALUE` begins at the end.
    public List<AuditLine> before(long number, AuditFilter filter, int limit) {
        return page("o.action_no < ?", "desc", number, filter, limit);
    }

    /// The end of the chain now: keep it elsewhere.
    public AuditHead head() {
        return database.read(tx -> tx.queryOne(
                "select action_no as head_no, encode(hash, 'hex') as head_hash from eventscope.audit_head",
                AuditLog::head)
                .orElse(new AuditHead(0, "")));
    }

    /// Works out every hash anew, from the first row to the last; `kept` is a head from an earlier day, or null.
    public AuditVerdict verify(@Nullable AuditHead kept) {
        return database.read(Database.LONG, tx -> {
            AuditChain chain = new AuditChain(kept);
            AtomicReference<@Nullable AuditHead> head = new AtomicReference<>();
            // One statement is one snapshot: rows and head belong together, whatever is written meanwhile.
            tx.forEach("select h.action_no as head_no, encode(h.hash, 'hex') as head_hash, " + COLUMNS + """
                    from eventscope.audit_head h
                    left join eventscope.operator_action o on true
                    order by o.action_no""", row -> {
                head.set(head(row));
                if (row.nullableLong("action_no") != null) {
                    chain.add(entry(row));
                }
            });
            return chain.verdict(head.get());
        });
    }

    private List<AuditLine> page(String place, String order, long number, AuditFilter filter, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1.." + MOST + ", was " + limit);
        }
        List<AuditEntry> entries = database.read(tx -> tx.query("select " + COLUMNS + """
                from eventscope.operator_action o
                where %s
                  and (?::text is null or position(lower(?::text) in lower(o.db_user || ' ' || o.actor)) > 0)
                  and (?::text is null
                       or position(?::text in coalesce(o.target, o.saga_id || ' step ' || o.step_no)) > 0)
                  and (?::boolean is null or o.accepted = ?::boolean)
                order by o.action_no %s
                limit ?""".formatted(place, order), AuditLog::entry, number, filter.who(), filter.who(),
                filter.target(), filter.target(), filter.accepted(), filter.accepted(), limit));
        return withOutcomes(entries);
    }

    private List<AuditLine> withOutcomes(List<AuditEntry> entries) {
        Map<UUID, RedriveOutcome> outcomes = new Redrive(database).outcomes(entries.stream()
                .filter(AuditLog::isRedrive).map(AuditEntry::requestId).toList());
        List<AuditLine> lines = new ArrayList<>();
        for (AuditEntry entry : entries) {
            RedriveOutcome outcome = outcomes.get(entry.requestId());
            lines.add(new AuditLine(entry,
                    !entry.accepted() ? "refused" : outcome == null ? "done" : outcome.state().code()));
        }
        return lines;
    }

    private static boolean isRedrive(AuditEntry entry) {
        return entry.accepted() && entry.action().equals("redrive");
    }

    private static AuditHead head(Row row) {
        return new AuditHead(row.longValue("head_no"), row.string("head_hash"));
    }

    private static AuditEntry entry(Row row) {
        String step = row.nullableString("step_no");
        return new AuditEntry(row.longValue("action_no"), row.uuid("request_id"), row.instant("at"),
                row.string("db_user"), row.string("actor"), row.string("client"), row.string("action"),
                row.string("mode"), row.nullableString("saga_id"), step == null ? null : Integer.valueOf(step),
                row.nullableString("target"), row.string("reason"), row.nullableString("evidence"),
                row.nullableString("before"), row.nullableString("after"), row.booleanValue("accepted"),
                row.nullableString("refusal"), row.nullableUuid("event_id"), row.string("previous_hash"),
                row.string("hash"));
    }
}
