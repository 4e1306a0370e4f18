package dev.eventscope.portfolio.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// Reads the content events that a sync request is about.
///
/// Threads: safe from any thread; blocks.
public final class ContentEvents {

    private static final Predicate<String> IS_CONTENT = List.of("ContentAdded", "ContentUpdated",
            "ContentDeleted")::contains;

    private static final int NEWEST_LOOKED_AT = 50;

    private final EventReader reader;

    public ContentEvents(EventReader reader) {
        this.reader = reader;
    }

    /// Hands out the changes of a request one by one, in the store's order.
    public void forEach(SyncRequest request, Consumer<ContentChange> sink) {
        switch (request) {
            case SyncRequest.OfCommit(_, var correlation, _) ->
                reader.scanEvents(EventScope.correlation(correlation.toString()), EventRange.EVERYTHING, event -> {
                    if (IS_CONTENT.test(event.type())) {
                        sink.accept(ContentChange.of(event));
                    }
                });
            case SyncRequest.OfFile(var stream, _, _) -> reader
                    .readEvents(EventQuery.backward(EventScope.stream(stream), NEWEST_LOOKED_AT)).stream()
                    .filter(event -> IS_CONTENT.test(event.type())).findFirst().map(ContentChange::of).ifPresent(sink);
        }
    }

    /// The top-level folders that a request touches.
    public SequencedSet<TopFolder> folders(SyncRequest request) {
        TreeSet<TopFolder> folders = new TreeSet<>();
        forEach(request, change -> folders.add(change.folder()));
        return folders;
    }

    /// What a request is about, for a person: the first line of the commit's message, the file's path; empty where neither is
    /// known.
    String about(SyncRequest request) {
        return switch (request) {
            case SyncRequest.OfCommit(var commit, _, _) -> reader
                    .readEvents(EventQuery.forward(EventScope.stream(
                            new StreamId(SyncRequest.COMMIT_CATEGORY + "-" + commit)), 1))
                    .stream().map(ContentEvents::subject).findFirst().orElse("");
            case SyncRequest.OfFile(var stream, _, _) ->
                stream.name().substring(SyncRequest.CONTENT_CATEGORY.length() + 1);
        };
    }

    private static String subject(RecordedEvent event) {
        return event.payload().decode() instanceof Payload.Tree(JsonNode imported)
                ? imported.path("subject").asText()
                : "";
    }

    /// What the file was before a change; empty where the change made it, or where it had been deleted.
    Optional<ContentChange> before(ContentChange change) {
        if (change.version() <= 1) {
            return Optional.empty();
        }
        EventRange older = EventRange.versions(Math.max(1, change.version() - NEWEST_LOOKED_AT), change.version() - 1);
        List<RecordedEvent> events = new ArrayList<>(
                reader.readEvents(EventQuery.backward(EventScope.stream(change.stream()), NEWEST_LOOKED_AT).in(older)));
        return events.stream().filter(event -> IS_CONTENT.test(event.type())).findFirst().map(ContentChange::of)
                .filter(found -> !found.deleted());
    }
}
