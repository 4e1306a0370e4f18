/// What the tests of several panes share.
@NullMarked
package dev.eventscope.desktop;

import org.jspecify.annotations.NullMarked;
