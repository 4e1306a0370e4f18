package dev.eventscope.store.log;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.Tx;

/// One call of the append function for any number of requests: lays them out as arrays, reads the outcomes back.
final class Appending {

    /// What became of one request of a call.
    sealed interface Outcome {}

    record Done(Appended appended) implements Outcome {}

    record Refused(StoreException why) implements Outcome {}

    private static final String SQL = """
            select request, part, outcome, first_position, last_position, first_version, last_version, known_version
            from eventscope.append_batch(
                ?::uuid[], ?::bytea[], ?::text[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::int[],
                ?::int[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[])""";

    private final List<AppendRequest> requests;
    private final Map<StreamId, Integer> names = new LinkedHashMap<>();
    private final List<Integer> partRequest = new ArrayList<>();
    private final List<Integer> partName = new ArrayList<>();
    private final List<Long> partExpected = new ArrayList<>();
    private final List<Integer> partEvents = new ArrayList<>();
    private final List<Integer> eventPart = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final List<String> metadata = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();

    /// Errors: [AppendRefused] where an event's bytes are no text that the store could keep.
    Appending(List<AppendRequest> requests) {
        this.requests = requests;
        for (int r = 0; r < requests.size(); r++) {
            add(r + 1, requests.get(r));
        }
    }

    /// Runs the call in a transaction; one outcome a request, in order.
    ///
    /// Errors: what fails the whole call: [AppendRefused] for one bad event, and every [StoreException] of the way.
    List<Outcome> run(Tx tx) {
        Watching watching = Watching.begin(tx.writer().watch(), requests);
        try {
            List<Outcome> outcomes = call(tx, watching);
            watching.end(outcomes);
            return outcomes;
        } catch (RuntimeException e) {
            watching.failed(e);
            throw e;
        }
    }

    private List<Outcome> call(Tx tx, Watching watching) {
        Answers answers = new Answers(requests);
        try {
            tx.query(SQL, answers::take, ids(), digests,
                    List.copyOf(names.keySet().stream().map(StreamId::name).toList()),
                    names.keySet().stream().map(StreamId::conventionalCategory).toList(), partRequest, partName,
                    partExpected, partEvents, eventPart, events.stream().map(NewEvent::id).toList(),
                    events.stream().map(NewEvent::type).toList(),
                    events.stream().map(NewEvent::schemaVersion).toList(), payloads,
                    metadata(watching),
                    column(NewEvent::causationId), column(NewEvent::correlationId), column(NewEvent::occurredAt));
        } catch (StatementRefused e) {
            throw refusal(e);
        }
        return answers.outcomes();
    }

    private List<String> metadata(Watching watching) {
        List<String> texts = new ArrayList<>(metadata.size());
        for (int i = 0; i < metadata.size(); i++) {
            int request = partRequest.get(eventPart.get(i) - 1) - 1;
            texts.add(MetadataText.with(watching.traceparent(request), metadata.get(i)));
        }
        return texts;
    }

    private List<UUID> ids() {
        return requests.stream().map(AppendRequest::appendId).toList();
    }

    private List<@Nullable Object> column(java.util.function.Function<NewEvent, @Nullable Object> field) {
        List<@Nullable Object> values = new ArrayList<>(events.size());
        events.forEach(event -> values.add(field.apply(event)));
        return values;
    }

    private void add(int request, AppendRequest append) {
        MessageDigest digest = sha256();
        for (StreamAppend part : append.streams()) {
            StreamId stream = part.stream();
            names.putIfAbsent(stream, names.size() + 1);
            long expected = part.expected() instanceof ExpectedVersion.Exact(long version) ? version : -1;
            partRequest.add(request);
            partName.add(Objects.requireNonNull(names.get(stream)));
            partExpected.add(expected);
            partEvents.add(part.events().size());
            feed(digest, stream.name());
            feed(digest, Long.toString(expected));
            for (NewEvent event : part.events()) {
                add(digest, event);
            }
        }
        digests.add("\\x" + HexFormat.of().formatHex(digest.digest()));
    }

    private void add(MessageDigest digest, NewEvent event) {
        eventPart.add(partRequest.size());
        events.add(event);
        payloads.add(text(event, "payload", event.payload()));
        metadata.add(text(event, "metadata", event.metadata()));
        for (Object field : new @Nullable Object[]{event.id(), event.type(), event.schemaVersion(), event.causationId(),
            event.correlationId(), event.occurredAt()}) {
            feed(digest, String.valueOf(field));
        }
        feed(digest, event.payload().bytes());
        feed(digest, event.metadata().bytes());
    }

    private static String text(NewEvent event, String what, Payload payload) {
        String text;
        try {
            text = payload.text();
        } catch (CharacterCodingException e) {
            throw new AppendRefused(event.id(), what + " is not UTF-8", e);
        }
        if (text.indexOf('\0') >= 0) {
            throw new AppendRefused(event.id(), what + " holds a NUL character, which PostgreSQL text cannot", null);
        }
        return text;
    }

    /// A refusal of the whole call, by the name of the event where it can be told.
    private StoreException refusal(StatementRefused e) {
        String constraint = e.constraint();
        if ("append_pkey".equals(constraint)) {
            return new AppendIdConflict(requests.getFirst().appendId());
        }
        if ("event_id_once".equals(constraint)) {
            return new AppendRefused(events.size() == 1 ? events.getFirst().id() : null,
                    "an event with this id is in the store already", e);
        }
        return switch (e.sqlState()) {
            case "22P02", "54001", "22P05", "22021", "54000" -> badJson(e);
            default -> e;
        };
    }

    private AppendRefused badJson(StatementRefused e) {
        if (events.size() == 1) {
            return new AppendRefused(events.getFirst().id(), String.valueOf(e.getMessage()), e);
        }
        for (NewEvent event : events) {
            String reason = reason(event);
            if (reason != null) {
                return new AppendRefused(event.id(), reason, e);
            }
        }
        return new AppendRefused(null, String.valueOf(e.getMessage()), e);
    }

    private static @Nullable String reason(NewEvent event) {
        for (Payload payload : List.of(event.payload(), event.metadata())) {
            try {
                Json.read(payload.bytes());
            } catch (JsonProcessingException e) {
                return "not JSON: " + Json.reasonOf(e);
            } catch (java.io.IOException e) {
                return "not UTF-8";
            }
        }
        return null;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(MessageDigest digest, String text) {
        feed(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void feed(MessageDigest digest, byte[] bytes) {
        digest.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

}
