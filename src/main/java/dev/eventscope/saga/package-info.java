/// Sagas: what a saga is, the runner that leases and runs its steps, what can be read of them, and the re-drive.
///
/// A saga is a stream too: each transition of its rows is an event in the same transaction, so whoever reads streams sees
/// sagas without code of their own. Every outcome is a compare-and-set on (status, attempt, token).
///
/// May import: `event`, `store`, `store.log`. Next: `dev.eventscope.portfolio`.
@NullMarked
package dev.eventscope.saga;

import org.jspecify.annotations.NullMarked;
