/// The seed's own service, in rooms of its own: content (commands, read model), Git import, sync saga, demo store.
///
/// May import: rooms 1 to 4 of the table (`event` to `saga`). Only `App`, `cli`, `bench` and tests know this room.
/// Next: `dev.eventscope.portfolio.content`.
@NullMarked
package dev.eventscope.portfolio;

import org.jspecify.annotations.NullMarked;
