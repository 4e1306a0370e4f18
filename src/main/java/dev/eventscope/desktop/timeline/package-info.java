/// The timeline: one lane a stream; true time, the store's order or causal steps; causes as arrows.
///
/// `Supply` has headers read (`Feed`, `HeaderWindow`) into `model.EventColumns`. `Board` holds what is on the canvas: the
/// events, their lanes (`LaneChoice`) and the `Camera`. `TimelineCommands` and `LaneCommands` are what a person can do.
/// `Frames` makes the `draw.Drawing` of a frame, which `TimelinePainter` paints with a `Brush`. `TimelineViewModel` puts
/// them together, `TimelineView` binds.
/// May import: `desktop.fx`, `desktop.workspace`, `event`, `store`, `rules` (filters), and its own `model` and `draw`.
/// Next: `dev.eventscope.desktop.timeline.model`.
@NullMarked
package dev.eventscope.desktop.timeline;

import org.jspecify.annotations.NullMarked;
