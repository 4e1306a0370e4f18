package dev.eventscope.desktop.timeline;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.store.HeaderPage;

/// Headers that were read and are still to be put on the [Shelf].
sealed interface Addition {

    /// What stands before all that was read.
    record Older(HeaderPage page) implements Addition {}

    /// What stands behind all that was read; what is there beyond `after` goes before, where that is not null.
    record Newer(HeaderPage page, @Nullable Long after) implements Addition {}

    /// Everything that was asked for out of turn so far, ascending: it counts as far as it is older than the rest.
    record Beside(HeaderPage page) implements Addition {}

    /// Headers of a store whose headers do not come in columns, in any order.
    record Loose(List<EventHeader> headers) implements Addition {}

    /// How many events it brings at most.
    default int size() {
        return switch (this) {
            case Older(var page) -> page.size();
            case Newer(var page, _) -> page.size();
            case Beside(var page) -> page.size();
            case Loose(var headers) -> headers.size();
        };
    }
}
