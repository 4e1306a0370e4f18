/// Choosing a store: the demo store, one used before, or any PostgreSQL by host, database, user and TLS, or by URL.
///
/// May import: `desktop.fx`, `desktop.workspace`, `store`. How a store is opened is a function given by `App`, so this
/// room knows neither the layouts nor the demo. Next: `dev.eventscope.desktop.browse`.
@NullMarked
package dev.eventscope.desktop.connect;

import org.jspecify.annotations.NullMarked;
