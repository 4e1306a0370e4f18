package dev.eventscope.projection;

import java.util.List;
import java.util.UUID;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.store.log.StoreEpoch;

/// The rows of a subscription: its generations, their checkpoints, and the change from one to the next.
final class Generations {

    private static final int CLEARED_AT_ONCE = 2_000;
    private static final String READ = """
            select handler, generation, status, start_after, position, event_id, epoch, diverged
            from eventscope.subscription_generation
            where name = ?
            order by status = 'retired', generation""";
    private static final String MOVE = """
            update eventscope.subscription_generation
            set position = ?, event_id = ?, epoch = ?, moved_at = clock_timestamp()
            where handler = ? and status <> 'retired'""";
    /// What the live generation has handled and the one being built has not; what waits there waits here too.
    private static final String BEHIND = """
            select h.stream
            from eventscope.handled_stream h
            left join eventscope.handled_stream b on b.handler = ? and b.stream = h.stream
            where h.handler = ? and h.version > coalesce(b.version, 0)
            union all
            select b.stream
            from eventscope.blocked_stream b
            where b.handler = ? and not exists (
                select from eventscope.blocked_stream l where l.handler = ? and l.stream = b.stream)
            limit 1""";

    private final Database effects;
    private final Projection projection;

    Generations(Database effects, Projection projection) {
        this.effects = effects;
        this.projection = projection;
    }

    /// Makes the rows of a subscription that is new; leaves those that are there.
    void register(String fedBy) {
        effects.write(tx -> {
            tx.update("""
                    insert into eventscope.subscription (name, rebuildable) values (?, ?)
                    on conflict (name) do nothing""", projection.name(), projection.model() != null);
            tx.update("""
                    insert into eventscope.subscription_generation
                        (name, generation, status, fed_by, scope_kind, scope_value, start_after, position)
                    values (?, 1, 'live', ?, ?, ?, ?, ?)
                    on conflict do nothing""", projection.name(), fedBy, Scopes.kind(projection.scope()),
                    Scopes.value(projection.scope()), projection.startAfter(), projection.startAfter());
            return tx.update("""
                    update eventscope.subscription_generation set fed_by = ?
                    where name = ? and status = 'live' and fed_by <> ?""", fedBy, projection.name(), fedBy);
        });
    }

    /// The live one, the one being built, and then those whose rows are being deleted: that can wait, and may fail.
    List<Generation> read() {
        return effects.read(tx -> tx.query(READ, Generation::of, projection.name()));
    }

    void move(Tx tx, int handler, RecordedEvent last, StoreEpoch epoch) {
        int moved = tx.update(MOVE, last.header().order().position(), UUID.fromString(last.id()),
                epoch.toString(), handler);
        if (moved == 0) {
            throw new LeaseLost(projection.name());
        }
    }

    /// Takes over the epoch of a history that an operator accepted.
    void adopt(SubscriptionLease lease, int handler, StoreEpoch epoch) {
        effects.write(tx -> {
            lease.hold(tx);
            return tx.update("""
                    update eventscope.subscription_generation set epoch = ?
                    where handler = ?""", epoch.toString(), handler);
        });
    }

    /// The epoch that a generation is made of: this one where it is made of none yet.
    String pin(int handler, String epoch) {
        return effects.write(tx -> tx.query("""
                update eventscope.subscription_generation set epoch = coalesce(epoch, ?)
                where handler = ?
                returning epoch""", row -> row.string("epoch"), epoch, handler)).getFirst();
    }

    /// As below, of the live generation that a feed from Kafka keeps.
    void markDiverged(int handler, String why) {
        effects.write(tx -> tx.update("""
                update eventscope.subscription_generation set diverged = ?
                where handler = ? and status = 'live'""", why, handler));
    }

    void markDiverged(SubscriptionLease lease, int handler, String why) {
        effects.write(tx -> {
            lease.hold(tx);
            return tx.update("update eventscope.subscription_generation set diverged = ? where handler = ?", why,
                    handler);
        });
    }

    /// Makes the generation that was built the live one, in one step for every reader; false while it lacks anything that
    /// the live one has. A live one that diverged is not compared: nothing in it can be relied on.
    boolean swap(SubscriptionLease lease, Generation live, Generation built) {
        return effects.write(tx -> {
            // Against whoever feeds the live generation from Kafka at this moment.
            tx.query("select name from eventscope.subscription where name = ? for update", row -> row.string("name"),
                    projection.name());
            lease.hold(tx);
            if (live.diverged() == null
                    && !tx.query(BEHIND, row -> row.string("stream"), built.handler(), live.handler(),
                            built.handler(), live.handler()).isEmpty()) {
                return false;
            }
            setStatus(tx, live, "retired");
            setStatus(tx, built, "live");
            tx.update("update eventscope.subscription set live = ? where name = ?", built.number(), projection.name());
            return true;
        });
    }

    /// Deletes a part of what a retired generation left; true while there may be more.
    boolean clear(SubscriptionLease lease, Generation retired) {
        return effects.write(tx -> {
            lease.hold(tx);
            ReadModel model = projection.model();
            int cleared = model == null ? 0 : model.clear(tx, retired.number(), CLEARED_AT_ONCE);
            for (String table : List.of("parked_event", "blocked_stream", "handled_stream", "handled_event")) {
                cleared += cleared > 0
                        ? 0
                        : tx.update("delete from eventscope." + table + """

                                where ctid = any (array(
                                    select ctid from eventscope.%s where handler = ? limit %d))"""
                                .formatted(table, CLEARED_AT_ONCE), retired.handler());
            }
            if (cleared == 0) {
                tx.update("delete from eventscope.subscription_generation where handler = ?", retired.handler());
            }
            return cleared > 0;
        });
    }

    private static void setStatus(Tx tx, Generation generation, String status) {
        tx.update("update eventscope.subscription_generation set status = ? where handler = ?", status,
                generation.handler());
    }

    /// The scope of a subscription as its row says it.
    static final class Scopes {

        private Scopes() {}

        static String kind(EventScope scope) {
            return switch (scope) {
                case EventScope.AllEvents() -> "all";
                case EventScope.OfCategory(_) -> "category";
                case EventScope.OfType(_) -> "type";
                case EventScope.OfStream(_) -> "stream";
                case EventScope.OfCorrelation(_) -> "correlation";
            };
        }

        static String value(EventScope scope) {
            return switch (scope) {
                case EventScope.AllEvents() -> "";
                case EventScope.OfCategory(var category) -> category;
                case EventScope.OfType(var type) -> type;
                case EventScope.OfStream(var stream) -> stream.name();
                case EventScope.OfCorrelation(var id) -> id;
            };
        }
    }
}
