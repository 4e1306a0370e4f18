package dev.eventscope.desktop;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.EventAppender;
import dev.eventscope.store.log.ExpectedVersion;

/// One small story in a store: a commit of two files, and the saga that it asked for, whose step `git` failed.
///
///     commit-9c41   1 CommitImported ─┬→ 2 SyncRequested → sync-7f31  1 SagaStarted → 2 StepStarted → 3 StepFailed
///     content-docs/outbox.md  1 ContentAdded ←┤
///     content-docs/sagas.md   1 ContentAdded ←┘
public final class Story {

    public static final StreamId COMMIT = new StreamId("commit-9c41");
    public static final StreamId OUTBOX = new StreamId("content-docs/outbox.md");
    public static final StreamId SAGAS = new StreamId("content-docs/sagas.md");
    public static final StreamId SYNC = new StreamId("sync-7f31");

    private final EventAppender appender;
    private final UUID correlation = UUID.randomUUID();

    private Story(EventAppender appender) {
        this.appender = appender;
    }

    /// Writes the story; answers the id of the failed step.
    public static UUID writeTo(EventAppender appender) {
        return new Story(appender).write();
    }

    /// Writes events of one type to a stream, after what it has.
    public static void append(EventAppender appender, StreamId stream, String type, List<String> payloads) {
        NewEvent[] events = payloads.stream().map(json -> NewEvent.of(type, Payload.json(json)))
                .toArray(NewEvent[]::new);
        appender.append(AppendRequest.of(stream, ExpectedVersion.any(), events));
    }

    private UUID write() {
        UUID commit = append(COMMIT, "CommitImported", "{\"commit\":\"9c41\",\"message\":\"Describe the outbox\"}",
                null);
        append(OUTBOX, "ContentAdded", "{\"path\":\"docs/outbox.md\",\"size\":6214}", commit);
        append(SAGAS, "ContentAdded", "{\"path\":\"docs/sagas.md\",\"size\":1804}", commit);
        UUID requested = append(COMMIT, "SyncRequested", "{\"commit\":\"9c41\"}", commit);
        UUID started = append(SYNC, "SagaStarted", "{\"saga\":\"sync\"}", requested);
        UUID step = append(SYNC, "StepStarted", "{\"step\":\"git\",\"attempt\":1}", started);
        return append(SYNC, "StepFailed",
                "{\"step\":\"git\",\"attempt\":1,\"error\":{\"class\":\"RemoteNotFound\"}}", step);
    }

    private UUID append(StreamId stream, String type, String json, @Nullable UUID cause) {
        NewEvent event = NewEvent.of(type, Payload.json(json)).causedBy(cause, correlation)
                .withMetadata(Payload.json("{\"author\":\"Mara Lindqvist <mara@example.org>\"}"));
        appender.append(AppendRequest.of(stream, ExpectedVersion.any(), event));
        return event.id();
    }
}
