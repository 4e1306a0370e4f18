/// The one expression language of profiles: CEL, in process, bounded in steps, time, depth, output and memory, without I/O.
///
/// May import: `event`. Next: `dev.eventscope.rules.yaml`.
@NullMarked
package dev.eventscope.rules.expression;

import org.jspecify.annotations.NullMarked;
