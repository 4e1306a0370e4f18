/// Benchmarks: each takes its subject and a floor in one run, interleaved. A floor is code that does the least work that
/// could be correct, never a slowed-down twin; it may therefore use JDBC itself.
///
/// May import: every room down to `portfolio`. Next: `dev.eventscope.App`.
@NullMarked
package dev.eventscope.bench;

import org.jspecify.annotations.NullMarked;
