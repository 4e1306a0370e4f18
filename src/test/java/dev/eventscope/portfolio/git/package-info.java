/// Tests of the Git import, with the `git` program as the oracle.
@NullMarked
package dev.eventscope.portfolio.git;

import org.jspecify.annotations.NullMarked;
