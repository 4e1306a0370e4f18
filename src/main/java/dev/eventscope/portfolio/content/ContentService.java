package dev.eventscope.portfolio.content;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.Appended;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.StreamAppend;
import dev.eventscope.store.log.StreamVersionConflict;
import dev.eventscope.upcast.Upcasts;

/// The write side: replays content, lets it decide on a command, appends what it decided.
///
/// Errors: [ContentRefused] for a command that does not fit; [ContentUnreadable] where its history is; every [dev.eventscope.store.StoreException].
/// Threads: safe from any thread; blocks.
public final class ContentService {

    private static final int ATTEMPTS = 5;

    private final EventReader events;
    private final EventAppender appender;
    private final Upcasts upcasts;
    private final Clock clock;

    public ContentService(EventReader events, EventAppender appender, Upcasts upcasts, Clock clock) {
        this.events = events;
        this.appender = appender;
        this.upcasts = upcasts;
        this.clock = clock;
    }

    /// Carries a command out for somebody. Where another writer was first, decides again on what is there then.
    public Appended handle(ContentCommand command, String actor) {
        for (int attempt = 1;; attempt++) {
            ContentAggregate content = replay(command.stream());
            long expected = content.version();
            content.handle(command);
            try {
                return append(content.id(), expected, stamped(content.newEvents(), actor));
            } catch (StreamVersionConflict e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// The content as its events tell it; one without events where there is no such stream.
    public ContentAggregate replay(StreamId id) {
        ContentAggregate content = new ContentAggregate(id);
        events.scanEvents(EventScope.stream(id), EventRange.EVERYTHING, event -> apply(content, event));
        return content;
    }

    private void apply(ContentAggregate content, RecordedEvent event) {
        content.apply(event.type(), ContentPayloads.read(upcasts, event));
    }

    private List<NewEvent> stamped(List<NewEvent> decided, String actor) {
        UUID correlation = UUID.randomUUID();
        Payload metadata = Payload.json(Json.write(Json.object().put("author", actor)));
        @Nullable
        UUID none = null;
        return decided.stream().map(event -> event.causedBy(none, correlation).withMetadata(metadata)
                .occurredAt(clock.instant())).toList();
    }

    private Appended append(StreamId stream, long expected, List<NewEvent> decided) {
        return appender.append(new AppendRequest(UUID.randomUUID(),
                List.of(new StreamAppend(stream, new ExpectedVersion.Exact(expected), decided))));
    }
}
