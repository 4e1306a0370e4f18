/// Tests of the room of the same name.
@NullMarked
package dev.eventscope.portfolio.sync;

import org.jspecify.annotations.NullMarked;
