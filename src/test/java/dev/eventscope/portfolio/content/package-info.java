/// Tests of the content aggregate, its fold and its read model.
@NullMarked
package dev.eventscope.portfolio.content;

import org.jspecify.annotations.NullMarked;
