/// The store check on stores that were broken on purpose.
@NullMarked
package dev.eventscope.check;

import org.jspecify.annotations.NullMarked;
