/// Turns the first-parent history of a Git repository into content events, and follows it.
///
/// May import: `event`, `store`, `portfolio.content`; the only room beside the Git remotes of the sync saga that knows JGit.
/// Next: `dev.eventscope.portfolio.sync`.
@NullMarked
package dev.eventscope.portfolio.git;

import org.jspecify.annotations.NullMarked;
