/// Tests of the room of the same name.
@NullMarked
package dev.eventscope.portfolio.demo;

import org.jspecify.annotations.NullMarked;
