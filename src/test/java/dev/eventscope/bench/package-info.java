/// Tests of the benchmarks' own arithmetic, and that each runs to its end on something small.
@NullMarked
package dev.eventscope.bench;

import org.jspecify.annotations.NullMarked;
