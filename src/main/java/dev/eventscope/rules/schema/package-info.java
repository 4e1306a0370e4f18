/// JSON Schemas of a team's event types, checked without I/O and within bounds.
///
/// May import: `event`, `rules.yaml`, `rules.structural`. Next: `dev.eventscope.store`.
@NullMarked
package dev.eventscope.rules.schema;

import org.jspecify.annotations.NullMarked;
