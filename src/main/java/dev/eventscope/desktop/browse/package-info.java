/// The Streams view: all streams, and the events of the one that is selected.
///
/// May import: `desktop.fx`, `desktop.workspace`, `store`, `rules`. The list pages by keyset as it is scrolled; a filter
/// that only an event can answer is a scan that shows how far it is and can be stopped.
/// Next: `dev.eventscope.desktop.timeline`.
@NullMarked
package dev.eventscope.desktop.browse;

import org.jspecify.annotations.NullMarked;
