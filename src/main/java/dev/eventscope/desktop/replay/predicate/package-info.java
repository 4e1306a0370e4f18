/// A predicate on the state as a person writes it: a filter, an expression, or the name of one in the team's profile.
///
/// May import: `desktop.fx`, `desktop.workspace`, `replay` and the rooms below it. Next:
/// `dev.eventscope.desktop.replay.whatif`.
@NullMarked
package dev.eventscope.desktop.replay.predicate;

import org.jspecify.annotations.NullMarked;
