package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.OrderToken;

/// Where the store ends now.
public interface HeadReader {

    /// The end of the store.
    ///
    /// Shape: `last` is the highest order token that can be seen, absent in an empty store. `settled` is the token up to
    ///        which no event can still appear, absent where that cannot be told now. `unsettledBecause` says, as a sentence
    ///        without its full stop, why this store or this server can never tell: a tail is unsettled then, and events
    ///        below its end may still appear. Null where it can.
    record Head(@Nullable OrderToken last, @Nullable OrderToken settled, @Nullable String unsettledBecause) {

        /// Of a store that can tell what is settled.
        public Head(@Nullable OrderToken last, @Nullable OrderToken settled) {
            this(last, settled, null);
        }
    }

    Head readHead();
}
