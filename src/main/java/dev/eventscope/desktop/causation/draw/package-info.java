/// What the causation graph shows, as plain records: which events stand for themselves, where they stand, how they are
/// linked, and what is at a point. No toolkit.
///
/// May import: `event`, `store` (cancellation), `causality`, `desktop.fx`. Layers and order come from ELK, lanes and ways from
/// here. Next: `dev.eventscope.desktop.replay`.
@NullMarked
package dev.eventscope.desktop.causation.draw;

import org.jspecify.annotations.NullMarked;
