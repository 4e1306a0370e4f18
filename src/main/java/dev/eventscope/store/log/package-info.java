/// Our own event log: the native schema, appending, and the settled position.
///
/// May import: `store`, `event`. Next: `dev.eventscope.upcast`.
@NullMarked
package dev.eventscope.store.log;

import org.jspecify.annotations.NullMarked;
