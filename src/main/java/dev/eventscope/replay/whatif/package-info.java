/// What if: one stream folded again with events left out, edited, in another order, or read with other rules. Everything
/// is in memory; nothing here can write.
///
/// May import: what `replay` may. Next: `dev.eventscope.saga`.
@NullMarked
package dev.eventscope.replay.whatif;

import org.jspecify.annotations.NullMarked;
