/// The window. Each room below has one job; the order of reading is `fx`, `workspace`, the panes, `shell`.
///
/// Next: `dev.eventscope.desktop.fx`.
@NullMarked
package dev.eventscope.desktop;

import org.jspecify.annotations.NullMarked;
