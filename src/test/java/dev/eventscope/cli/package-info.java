/// The terminal from outside: arguments in; exit code, stdout and stderr as they come.
@NullMarked
package dev.eventscope.cli;

import org.jspecify.annotations.NullMarked;
