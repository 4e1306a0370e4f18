/// The Causation view: what led to an event and what came of it, as a graph in lanes, and as an outline that says the same.
///
/// May import: `desktop.fx`, `desktop.workspace`, `desktop.causation.draw`, `causality`.
/// Next: `dev.eventscope.desktop.replay`.
@NullMarked
package dev.eventscope.desktop.causation;

import org.jspecify.annotations.NullMarked;
