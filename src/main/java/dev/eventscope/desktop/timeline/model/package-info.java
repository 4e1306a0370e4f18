/// What the timeline is drawn of: headers in columns, links as row numbers, one sorted coordinate a row. No toolkit.
///
/// May import: `event`, `store`, `causality`, `desktop.fx` (kinds of events). Everything here is built away from the FX thread
/// and never changes afterwards, but for [EventColumnsBuilder], and [LaneRows], which follow the lanes that a person chose.
/// Next: `dev.eventscope.desktop.timeline.draw`.
@NullMarked
package dev.eventscope.desktop.timeline.model;

import org.jspecify.annotations.NullMarked;
