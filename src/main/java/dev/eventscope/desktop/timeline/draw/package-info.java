/// From columns to shapes: `Viewport → TimeScale → LanePlan → LaneLayout → Reduction → Drawing`, and [HitTest] on the same
/// Drawing. Pure functions over records; what a frame costs depends on its pixels, not on the events. No toolkit.
///
/// May import: `desktop.timeline.model`, `desktop.fx` ([dev.eventscope.desktop.fx.Times] and figures, hues), `event`.
/// Next: `dev.eventscope.desktop.causation`.
@NullMarked
package dev.eventscope.desktop.timeline.draw;

import org.jspecify.annotations.NullMarked;
