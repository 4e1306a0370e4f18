/// Telemetry: spans of what happens to events, and figures of how long handling takes, recorded into the store and read back.
///
/// May import: `store`, `event`. Next: `dev.eventscope.projection`.
@NullMarked
package dev.eventscope.telemetry;

import org.jspecify.annotations.NullMarked;
