package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// As whom a database is written to: the node whose vector clock ticks with each append, and who is told of appends.
///
/// Shape: a node is one writer that acts step by step: two processes never share a name. Without a node, events take over
///        the clocks of what came before them and tick for nobody.
public record Writer(@Nullable String node, AppendWatch watch) {

    /// Nobody in particular, and nobody is told.
    public static final Writer ANYONE = new Writer(null, AppendWatch.NONE);

    /// Errors: `IllegalArgumentException` for a name that is not 1 to 64 letters, digits, dots, dashes or underscores.
    public Writer {
        if (node != null && !node.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "node must be 1 to 64 letters, digits, dots, dashes or underscores, was '" + node + "'");
        }
    }

    public static Writer node(String name) {
        return new Writer(name, AppendWatch.NONE);
    }

    boolean isWatched() {
        return !watch.equals(AppendWatch.NONE);
    }

    public Writer watchedBy(AppendWatch who) {
        return new Writer(node, who);
    }
}
