/// A PostgreSQL server of our own for the demo store: unpacked, started, shared by processes, stopped. Nothing to install.
///
/// May import: `store`. Start reading at [EmbeddedServer]. Next: `dev.eventscope.store.layout`.
@NullMarked
package dev.eventscope.store.embedded;

import org.jspecify.annotations.NullMarked;
