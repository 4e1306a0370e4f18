package dev.eventscope.saga;

import dev.eventscope.store.Tx;

/// Outcomes with the guard removed: whoever comes last is believed, whatever his token.
final class CarelessOutcomes {

    private CarelessOutcomes() {}

    /// The step is made to look as if the lease still held, so that the compare-and-set always finds what it expects.
    static boolean record(Tx tx, StepLease lease, StepResult result) {
        tx.query("select from eventscope.saga where saga_id = ? for no key update", _ -> 0, lease.sagaId());
        tx.update("""
                update eventscope.saga_step
                set status = 'running', attempt = ?, lease_token = ?, lease_until = clock_timestamp(), due_at = null
                where saga_id = ? and no = ?""", lease.attempt(), lease.token(), lease.sagaId(), lease.no());
        boolean counted = Outcomes.record(tx, lease, result);
        tx.update("""
                update eventscope.saga_step s
                set attempt = (select max(a.attempt) from eventscope.saga_attempt a
                               where a.saga_id = s.saga_id and a.no = s.no)
                where s.saga_id = ? and s.no = ?""", lease.sagaId(), lease.no());
        return counted;
    }
}
