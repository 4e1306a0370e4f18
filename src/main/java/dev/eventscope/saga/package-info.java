/// Sagas: what a saga is, the runner that leases and runs its steps, what can be read of them, the re-drive of one and of
/// many, and the audit.
///
/// A saga is a stream too: each transition of its rows is an event in the same transaction, so whoever reads streams sees
/// sagas without code of their own. Every outcome is a compare-and-set on (status, attempt, token).
///
/// May import: `event`, `rules` (the filter), `store`, `store.log`. Next: `dev.eventscope.portfolio`.
@NullMarked
package dev.eventscope.saga;

import org.jspecify.annotations.NullMarked;
