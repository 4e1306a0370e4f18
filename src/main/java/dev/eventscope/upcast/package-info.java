/// Upcasting: how a payload of an older schema version becomes one of the newest, step by step, and what that did to it.
///
/// May import: `event`, `rules`. Next: `dev.eventscope.replay`.
@NullMarked
package dev.eventscope.upcast;

import org.jspecify.annotations.NullMarked;
