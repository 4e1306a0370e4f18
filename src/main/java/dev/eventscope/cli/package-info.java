/// The verbs of the terminal, one class each, and the one contract that they keep: output, messages, exit codes.
///
/// May import: every engine, `bench`; no `desktop`. What needs the desktop is handed in by `App` as a [Verb].
/// Begin with [Cli], then [Work]. Next: `dev.eventscope.bench`.
@NullMarked
package dev.eventscope.cli;

import org.jspecify.annotations.NullMarked;
