/// Declarative rules: the one filter grammar, here; expressions, upcast rules and reducers of a team, in the rooms below.
///
/// Everything is parsed, checked, and evaluated within bounds. A filter knows no regular expressions.
/// May import: `event`. Next: `dev.eventscope.rules.expression`.
@NullMarked
package dev.eventscope.rules;

import org.jspecify.annotations.NullMarked;
