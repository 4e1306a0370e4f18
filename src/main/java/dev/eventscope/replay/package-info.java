/// Replay: what the stored events come to. States by folding, and dry-runs of upcasters over the whole store.
///
/// May import: `event`, `rules`, `store`, `upcast`. Next: `dev.eventscope.saga`.
@NullMarked
package dev.eventscope.replay;

import org.jspecify.annotations.NullMarked;
