/// What tests share: a real PostgreSQL, builders of events, clocks that tests set.
@NullMarked
package dev.eventscope.testkit;

import org.jspecify.annotations.NullMarked;
