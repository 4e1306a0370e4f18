/// Links between events: what caused one, and what came of it.
///
/// May import: `store`. Next: `dev.eventscope.upcast`.
@NullMarked
package dev.eventscope.causality;

import org.jspecify.annotations.NullMarked;
