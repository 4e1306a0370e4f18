/// The words: what an event, a stream, a cause and a payload are, whatever store they come from.
///
/// May import: the JDK and Jackson. Next: `dev.eventscope.store`.
@NullMarked
package dev.eventscope.event;

import org.jspecify.annotations.NullMarked;
