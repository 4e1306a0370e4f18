package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// Is told of every request that is appended through a [Database]: the hook that traces hang on.
///
/// Errors: must throw nothing; an append goes on whatever happens here.
/// Threads: called by the appending thread, inside its transaction; must not block.
public interface AppendWatch {

    /// Sees nothing.
    AppendWatch NONE = _ -> Append.UNSEEN;

    /// One request that is about to be appended. `type` and `eventId` are those of its first event.
    ///
    /// Shape: `caused` where the first event names a cause; `causeContext` is the trace context of that cause where it is
    ///        appended in the same call. An event that is caused and gets no context here takes over that of its cause.
    record Facts(String type, String eventId, int events, boolean caused, @Nullable String causeContext) {}

    /// The append of a request under way.
    interface Append {

        Append UNSEEN = new Append() {
            @Override
            public @Nullable String traceparent() {
                return null;
            }

            @Override
            public void done() {}

            @Override
            public void failed(String errorClass) {}
        };

        /// The W3C trace context that the new events carry in their metadata; null for none.
        @Nullable
        String traceparent();

        /// The store has taken it; the transaction may still be rolled back.
        void done();

        void failed(String errorClass);
    }

    Append begin(Facts facts);
}
