/// The store check: looks across the whole store and reports what cannot be right.
///
/// May import: `event`, `rules`, `store` and the engines above them. Next: `dev.eventscope.portfolio`.
@NullMarked
package dev.eventscope.check;

import org.jspecify.annotations.NullMarked;
