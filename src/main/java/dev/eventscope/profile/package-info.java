/// What a team keeps about its store in one file of its repository: environment, labels, pinned and hidden fields, rules.
///
/// May import: `event`, `rules`, `store`, `upcast`, `replay`. Next: `dev.eventscope.desktop`.
@NullMarked
package dev.eventscope.profile;

import org.jspecify.annotations.NullMarked;
