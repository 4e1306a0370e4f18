/// What the Replay view shows of a version: its state in lines, and its difference from another state in lines.
///
/// May import: `desktop.fx`, `desktop.workspace`, `replay` and the rooms below it. Next:
/// `dev.eventscope.desktop.replay.rail`.
@NullMarked
package dev.eventscope.desktop.replay.shown;

import org.jspecify.annotations.NullMarked;
