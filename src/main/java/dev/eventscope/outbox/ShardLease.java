package dev.eventscope.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Database;
import dev.eventscope.store.Tx;

/// The right to publish one shard, one owner at a time, by the server's clock. Whoever takes it raises the token; what comes
/// under an older one changes nothing.
record ShardLease(int shard, long token, Duration length) {

    /// A lease with the checkpoint that its owner goes on from.
    record Taken(ShardLease lease, Checkpoint checkpoint) {}

    /// A relay that is stopped in the middle of a transaction must not keep the row locked.
    private static final String LIMIT = "select set_config('idle_in_transaction_session_timeout', ?, true)";
    /// An owner at work holds the row locked: it is passed over, not waited for.
    private static final String TAKE = """
            update eventscope.relay_shard
            set lease_token = lease_token + 1, lease_owner = ?,
                lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where shard = (select s.shard
                           from eventscope.relay_shard s
                           where s.shard = ? and s.diverged is null
                             and (s.lease_until is null or s.lease_until < clock_timestamp())
                           for no key update skip locked)
            returning lease_token, position, event_id, epoch""";
    private static final String HOLD = """
            update eventscope.relay_shard
            set lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where shard = ? and lease_token = ? and lease_owner is not null""";
    private static final String MOVE = """
            update eventscope.relay_shard
            set position = ?, event_id = ?, epoch = ?, passed = passed + ?, moved_at = clock_timestamp(),
                trouble = null, trouble_at = null, lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where shard = ? and lease_token = ? and lease_owner is not null and position = ?""";
    private static final String TROUBLE = """
            update eventscope.relay_shard
            set trouble = ?::text, trouble_at = case when ?::text is null then null else coalesce(trouble_at, clock_timestamp()) end,
                lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where shard = ? and lease_token = ? and lease_owner is not null""";
    private static final String DIVERGED = """
            update eventscope.relay_shard
            set diverged = ?, lease_owner = null, lease_until = null
            where shard = ? and lease_token = ?""";
    private static final String GIVE_BACK = """
            update eventscope.relay_shard
            set lease_owner = null, lease_until = null
            where shard = ? and lease_token = ?""";

    /// Empty where somebody else has it, or where its history has diverged.
    static Optional<Taken> take(Database store, int shard, String owner, Duration length) {
        return limited(store, length, tx -> tx.queryOne(TAKE,
                row -> new Taken(new ShardLease(shard, row.longValue("lease_token"), length), Checkpoint.of(row)),
                owner, length.toMillis(), shard));
    }

    /// Runs what is written under this lease; the server ends the transaction itself where we fall silent in it.
    void write(Database store, Consumer<Tx> work) {
        limited(store, length, tx -> {
            work.accept(tx);
            return Optional.empty();
        });
    }

    /// Renews it, in the transaction of what must not be written without it.
    ///
    /// Errors: [LeaseLost].
    void hold(Tx tx) {
        owned(tx.update(HOLD, length.toMillis(), shard, token));
    }

    /// Moves the checkpoint: compared with the one that this lease last saw, and renewed with it.
    ///
    /// Errors: [LeaseLost].
    void move(Tx tx, Checkpoint from, Checkpoint to, long events) {
        owned(tx.update(MOVE, to.position(), to.eventId(), to.epoch(), events, length.toMillis(), shard, token,
                from.position()));
    }

    /// Writes down why the shard waits, or that it no longer does, and renews the lease meanwhile.
    ///
    /// Errors: [LeaseLost].
    void trouble(Database store, @Nullable String why) {
        write(store, tx -> owned(tx.update(TROUBLE, why, why, length.toMillis(), shard, token)));
    }

    /// Stops the shard, for any relay, until an operator has decided.
    void diverged(Database store, String why) {
        write(store, tx -> tx.update(DIVERGED, why, shard, token));
    }

    void giveBack(Database store) {
        write(store, tx -> tx.update(GIVE_BACK, shard, token));
    }

    private static <T> T limited(Database store, Duration silence, Function<Tx, T> work) {
        return store.write(tx -> {
            tx.query(LIMIT, row -> row.string("set_config"), Long.toString(silence.toMillis()));
            return work.apply(tx);
        });
    }

    private void owned(int rows) {
        if (rows == 0) {
            throw new LeaseLost(shard);
        }
    }
}
