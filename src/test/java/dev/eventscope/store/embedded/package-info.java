/// Tests of the embedded server, on real servers in temporary folders.
@NullMarked
package dev.eventscope.store.embedded;

import org.jspecify.annotations.NullMarked;
