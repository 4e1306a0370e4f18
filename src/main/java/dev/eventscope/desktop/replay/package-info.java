/// The Replay view: one stream, its state at any version, and what changed from one version to another.
///
/// May import: `desktop.fx`, `desktop.workspace`, `replay` and the rooms below it. Begin with its own
/// rooms `shown`, `rail`, `predicate` and `whatif`. Next: `dev.eventscope.desktop.upcast`.
@NullMarked
package dev.eventscope.desktop.replay;

import org.jspecify.annotations.NullMarked;
