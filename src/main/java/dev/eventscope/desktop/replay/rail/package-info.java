/// The rail of the Replay view: the versions of a stream along a line, with what is marked on them, and a handle to drag.
///
/// May import: `desktop.fx`, `desktop.workspace`, `replay` and the rooms below it. Next:
/// `dev.eventscope.desktop.replay.predicate`.
@NullMarked
package dev.eventscope.desktop.replay.rail;

import org.jspecify.annotations.NullMarked;
