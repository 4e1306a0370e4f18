/// How events become a state, as a team declares it: merge, replace, set, copy, append and drop, by event type.
///
/// May import: `event`, `rules.yaml`, `rules.expression`, `rules.structural`. Next: `dev.eventscope.rules.schema`.
@NullMarked
package dev.eventscope.rules.folding;

import org.jspecify.annotations.NullMarked;
