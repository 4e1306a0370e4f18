package dev.eventscope.portfolio.content;

import dev.eventscope.event.StreamId;

/// What may be asked of content.
public sealed interface ContentCommand {

    record CreateContent(Content content) implements ContentCommand {
        @Override
        public StreamId stream() {
            return ContentEvents.stream(content.path());
        }
    }

    record UpdateContent(Content content) implements ContentCommand {
        @Override
        public StreamId stream() {
            return ContentEvents.stream(content.path());
        }
    }

    record DeleteContent(StreamId stream) implements ContentCommand {}

    /// Asks that one file be brought to the cache, its remote and the search index.
    record RequestSync(StreamId stream) implements ContentCommand {}

    /// The stream of the file that is meant.
    StreamId stream();
}
