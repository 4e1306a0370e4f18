/// The expression language: what it gives, what it refuses, and that nothing written in it goes on for long.
@NullMarked
package dev.eventscope.rules.expression;

import org.jspecify.annotations.NullMarked;
