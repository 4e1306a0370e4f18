/// Declarative rules: the one filter grammar, here; structural upcast rules, in `rules.structural`.
///
/// Everything is parsed, checked, and evaluated within bounds: no regular expressions, no loops of the user's own.
/// May import: `event`. Next: `dev.eventscope.rules.yaml`.
@NullMarked
package dev.eventscope.rules;

import org.jspecify.annotations.NullMarked;
