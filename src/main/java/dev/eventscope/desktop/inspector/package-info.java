/// The inspector: the selected event, always in the same form. Data, metadata, the bytes as stored, what caused it and
/// what it caused.
///
/// May import: `desktop.fx`, `desktop.workspace`, `store`, `upcast`. Next: `dev.eventscope.desktop.shell`.
@NullMarked
package dev.eventscope.desktop.inspector;

import org.jspecify.annotations.NullMarked;
