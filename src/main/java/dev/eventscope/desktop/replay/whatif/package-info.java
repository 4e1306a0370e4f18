/// What is supposed of one stream: its events in memory, the code they may be read by, and how both are shown. Nothing of
/// it is ever written.
///
/// May import: `desktop.fx`, `desktop.workspace`, `profile`, `replay` and the rooms below it. Next:
/// `dev.eventscope.desktop.replay`.
@NullMarked
package dev.eventscope.desktop.replay.whatif;

import org.jspecify.annotations.NullMarked;
