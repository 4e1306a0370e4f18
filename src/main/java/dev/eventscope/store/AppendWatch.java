package dev.eventscope.store;

import org.jspecify.annotations.Nullable;

/// Is told of every append through a [Database]: the hook that traces hang on.
///
/// Errors: must throw nothing; an append goes on whatever happens here.
/// Threads: called by the appending thread, inside its transaction; must not block.
public interface AppendWatch {

    /// Sees nothing.
    AppendWatch NONE = _ -> Append.UNSEEN;

    /// What is about to be appended. `stream` and `type` are those of the first event.
    record Facts(int requests, int events, String stream, String type) {}

    /// An append under way.
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
