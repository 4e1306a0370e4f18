/// The sync saga of the seed: cache, Git remotes on disk and a search index, each a plain class, and the trigger that
/// starts one saga for each request.
///
/// May import: `event`, `store`, `saga`, `portfolio.git`. Next: `dev.eventscope.portfolio.demo`.
@NullMarked
package dev.eventscope.portfolio.sync;

import org.jspecify.annotations.NullMarked;
