/// The timeline: one lane a stream, true time or the store's order, causes as arrows.
///
/// `TimelineViewModel` loads headers into `model.EventColumns` and decides; `TimelineView` binds; `TimelinePainter` paints a
/// `draw.Drawing` on a canvas and is the only one that knows `GraphicsContext`.
/// May import: `desktop.fx`, `desktop.workspace`, `event`, `store`, `rules` (filters), and its own `model` and `draw`.
/// Next: `dev.eventscope.desktop.timeline.model`.
@NullMarked
package dev.eventscope.desktop.timeline;

import org.jspecify.annotations.NullMarked;
