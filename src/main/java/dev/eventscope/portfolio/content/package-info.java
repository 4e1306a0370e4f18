/// Content, the seed's aggregate: its commands and rules, its state, and the read model that queries it.
///
/// May import: `event`, `store`, `projection`, `replay`, `upcast`. Next: `dev.eventscope.portfolio.git`.
@NullMarked
package dev.eventscope.portfolio.content;

import org.jspecify.annotations.NullMarked;
