/// Where the program starts. `App` wires everything and is imported by nobody.
///
/// May import: everything. Next: `dev.eventscope.event`.
@NullMarked
package dev.eventscope;

import org.jspecify.annotations.NullMarked;
