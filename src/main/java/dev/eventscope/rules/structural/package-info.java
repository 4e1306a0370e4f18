/// Structural upcast rules: a YAML file of renames, defaults, drops, moves and conversions, checked as it is read and
/// applied to one payload at a time.
///
/// May import: `event`, `rules`, `rules.yaml`. Next: `dev.eventscope.rules.folding`.
@NullMarked
package dev.eventscope.rules.structural;

import org.jspecify.annotations.NullMarked;
