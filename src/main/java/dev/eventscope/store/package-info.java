/// Reading and appending: interfaces, connections, transactions, rows and errors. The only room that knows JDBC.
///
/// May import: `event`. Engines see [Tx] and [Row], never `java.sql`. Next: `dev.eventscope.store.log`.
@NullMarked
package dev.eventscope.store;

import org.jspecify.annotations.NullMarked;
