/// The Audit view: what operators did and what they were refused, whether the chain is whole, and its export.
///
/// May import: `desktop.fx`, `desktop.workspace`, `saga`, `rules`, `store`, `event`. Next: `dev.eventscope.desktop.shell`.
@NullMarked
package dev.eventscope.desktop.audit;

import org.jspecify.annotations.NullMarked;
