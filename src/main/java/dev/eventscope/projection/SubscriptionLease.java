package dev.eventscope.projection;

import java.time.Duration;
import java.util.Optional;

import dev.eventscope.store.Database;
import dev.eventscope.store.Tx;

/// The right to work on a subscription, one owner at a time, by the server's clock. Whoever takes it raises the token, and
/// an effect of an older token is rolled back: a paused owner that wakes up late changes nothing.
record SubscriptionLease(String subscription, long token, Duration length) {

    /// An owner at work holds the row locked: it is passed over, not waited for.
    private static final String TAKE = """
            update eventscope.subscription
            set lease_token = lease_token + 1, lease_owner = ?,
                lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where name = (select s.name
                          from eventscope.subscription s
                          where s.name = ? and (s.lease_until is null or s.lease_until < clock_timestamp())
                          for no key update skip locked)
            returning lease_token""";
    /// With a limit on standing still in the middle of the transaction: an owner that is frozen there holds the row too.
    private static final String HOLD = """
            with limited as (select set_config('idle_in_transaction_session_timeout', ?, true))
            update eventscope.subscription
            set lease_until = clock_timestamp() + ? * interval '1 millisecond'
            from limited
            where name = ? and lease_token = ? and lease_owner is not null""";
    private static final int STANDSTILL_LEASES = 3;
    private static final String GIVE_BACK = """
            update eventscope.subscription
            set lease_owner = null, lease_until = null
            where name = ? and lease_token = ?""";

    /// Empty where somebody else owns it.
    static Optional<SubscriptionLease> take(Database effects, String subscription, String owner, Duration length) {
        return effects.write(tx -> tx.queryOne(TAKE, row -> row.longValue("lease_token"), owner, length.toMillis(),
                subscription)).map(token -> new SubscriptionLease(subscription, token, length));
    }

    /// Renews it, and keeps anybody from taking it until the transaction ends.
    ///
    /// Errors: [LeaseLost].
    void hold(Tx tx) {
        String standstill = Long.toString(length.multipliedBy(STANDSTILL_LEASES).toMillis());
        if (tx.update(HOLD, standstill, length.toMillis(), subscription, token) == 0) {
            throw new LeaseLost(subscription);
        }
    }

    void giveBack(Database effects) {
        effects.write(tx -> tx.update(GIVE_BACK, subscription, token));
    }
}
