/// The window: top bar, side bar, view tabs, inspector, status bar, omnibox, keys, dialogs, and the tour that renders
/// them all to pictures.
///
/// May import: every `desktop` room and what they import. [Desktop] is the entrance for `App`; [Shell] puts the parts
/// together; [Tour] drives a shell without a window. Next: `dev.eventscope.App`.
@NullMarked
package dev.eventscope.desktop.shell;

import org.jspecify.annotations.NullMarked;
