package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.OrderToken;

/// Where the store ends now.
public interface HeadReader {

    /// The end of the store.
    ///
    /// Shape: `last` is the highest order token that can be seen, absent in an empty store. `settled` is the token up to
    ///        which no event can still appear, absent where this store or this server cannot say (then a tail is unsettled).
    record Head(@Nullable OrderToken last, @Nullable OrderToken settled) {}

    Head readHead();
}
