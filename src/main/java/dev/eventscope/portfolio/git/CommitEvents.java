package dev.eventscope.portfolio.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.portfolio.content.ContentEvents;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.store.log.StreamAppend;

/// The events of one commit: `CommitImported`, one event a changed path caused by it, `SyncRequested` at the end.
///
/// Shape: ids of events and appends are made from the commit id and the path, so the same commit always gives the same
///        requests, and one sent twice is recorded once. A large commit is split over several requests.
/// Units: `occurred_at` is the committer's time; order never comes from it.
final class CommitEvents {

    static final String COMMIT_IMPORTED = "CommitImported";

    /// Paths of one request.
    static final int PATHS_PER_REQUEST = 500;

    private static final String COMMIT_STREAM = "commit-";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final RevCommit commit;
    private final String sha;
    private final UUID correlation;
    private final UUID cause;
    private final Instant committedAt;
    private final String author;
    private final Payload metadata;

    CommitEvents(RevCommit commit) {
        this.commit = commit;
        this.sha = commit.name();
        this.correlation = correlation(sha);
        this.cause = id(COMMIT_IMPORTED, sha, new byte[0]);
        this.committedAt = committedAt(commit.getCommitterIdent());
        this.author = author(commit.getAuthorIdent());
        this.metadata = json(metadata());
    }

    static StreamId stream(ObjectId commit) {
        return new StreamId(COMMIT_STREAM + commit.name());
    }

    static ObjectId commitOf(StreamId stream) {
        return ObjectId.fromString(stream.name().substring(COMMIT_STREAM.length()));
    }

    /// The id of the last event of a commit: where it is recorded, the commit is complete.
    static UUID lastEventId(ObjectId commit) {
        return id(ContentEvents.SYNC_REQUESTED, commit.name(), new byte[0]);
    }

    /// The first 32 digits of a commit id as a UUID, so that a commit's short id is the beginning of its correlation.
    static UUID correlation(String sha) {
        return new UUID(Long.parseUnsignedLong(sha, 0, 16, 16), Long.parseUnsignedLong(sha, 16, 32, 16));
    }

    /// Hands out the requests of the commit in order, reading the content of the paths as it goes.
    void forEachRequest(List<ChangedPath> changes, ObjectReader reader, Consumer<AppendRequest> sink)
            throws IOException {
        List<StreamAppend> parts = new ArrayList<>();
        parts.add(append(stream(commit), event(cause, COMMIT_IMPORTED, json(imported(changes)), null)));
        int request = 0;
        for (ChangedPath change : changes) {
            if (parts.size() > PATHS_PER_REQUEST) {
                sink.accept(new AppendRequest(appendId(request++), parts));
                parts.clear();
            }
            parts.add(contentAppend(change, reader));
        }
        sink.accept(new AppendRequest(appendId(request++), parts));
        NewEvent sync = event(lastEventId(commit), ContentEvents.SYNC_REQUESTED, json(requested(changes)), cause);
        sink.accept(new AppendRequest(appendId(request), List.of(append(stream(commit), sync))));
    }

    private StreamAppend contentAppend(ChangedPath change, ObjectReader reader) throws IOException {
        GitPath path = GitPath.of(change.path());
        ChangedPath.Kind kind = change.kind();
        ObjectNode payload = Json.object().put("path", path.text());
        if (!path.isUtf8()) {
            payload.put("path_bytes", Base64.getEncoder().encodeToString(path.bytes()));
        }
        if (kind == ChangedPath.Kind.DELETED) {
            payload.put("blob", change.oldId().name()).put("mode", mode(change.oldMode().getBits()))
                    .put("deleted", true);
        } else {
            BlobFacts facts = BlobFacts.read(reader, change, path);
            payload.put("blob", change.id().name()).put("mode", mode(change.mode().getBits()))
                    .put("size", facts.size()).put("title", facts.title());
            if (facts.text() != null) {
                payload.put("text", facts.text());
            }
            payload.set("metadata", facts.metadata());
        }
        UUID id = id(kind.eventType(), sha, change.path());
        return append(ContentEvents.stream(path.name()), event(id, kind.eventType(), json(payload), cause));
    }

    private ObjectNode imported(List<ChangedPath> changes) {
        Map<ChangedPath.Kind, Integer> counts = new EnumMap<>(ChangedPath.Kind.class);
        changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
        ObjectNode payload = Json.object().put("commit", sha);
        ArrayNode parents = payload.putArray("parents");
        for (RevCommit parent : commit.getParents()) {
            parents.add(parent.name());
        }
        return payload.put("tree", commit.getTree().name()).put("subject", withoutNul(commit.getShortMessage()))
                .put("author", author).put("committed_at", committedAt.toString()).put("files", changes.size())
                .put("added", counts.getOrDefault(ChangedPath.Kind.ADDED, 0))
                .put("updated", counts.getOrDefault(ChangedPath.Kind.UPDATED, 0))
                .put("deleted", counts.getOrDefault(ChangedPath.Kind.DELETED, 0));
    }

    private ObjectNode requested(List<ChangedPath> changes) {
        return Json.object().put("commit", sha).put("files", changes.size());
    }

    private ObjectNode metadata() {
        return Json.object().put("commit", sha).put("author", author).put("committed_at", committedAt.toString());
    }

    private NewEvent event(UUID id, String type, Payload payload, @Nullable UUID causedBy) {
        return new NewEvent(id, type, ContentEvents.schemaVersion(type), payload, metadata, causedBy, correlation,
                committedAt);
    }

    private UUID appendId(int request) {
        return id("append", sha, ByteBuffer.allocate(4).putInt(request).array());
    }

    private static StreamAppend append(StreamId stream, NewEvent event) {
        return StreamAppend.of(stream, ExpectedVersion.any(), event);
    }

    private static UUID id(String kind, String sha, byte[] path) {
        byte[] head = ("eventscope:git:" + kind + ":" + sha + ":").getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(head.length + path.length).put(head).put(path).array());
    }

    private static String mode(int bits) {
        return String.format("%06o", bits);
    }

    // A commit may be without a person, or carry a time that no clock and no database column has.
    private static Instant committedAt(@Nullable PersonIdent committer) {
        Instant at = committer == null ? Instant.EPOCH : committer.getWhenAsInstant();
        return at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
    }

    private static String author(@Nullable PersonIdent ident) {
        return ident == null ? "unknown" : withoutNul(ident.getName() + " <" + ident.getEmailAddress() + ">");
    }

    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }

    private static Payload json(ObjectNode node) {
        return Payload.json(Json.write(node));
    }
}
