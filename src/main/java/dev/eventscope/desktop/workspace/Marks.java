package dev.eventscope.desktop.workspace;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;

/// Events that a person has marked, some with a note; kept with the store, and found again after a restart.
///
/// Shape: newest mark first, at most [#MOST]: the oldest goes first. Names events by id, and holds none of their data.
/// Threads: FX thread.
public final class Marks {

    /// One marked event; `note` may be empty.
    public record Mark(String eventId, String stream, @Nullable Long version, String type, String note, Instant at) {

        /// The note, else what was marked.
        public String title() {
            return note.isEmpty() ? type : note;
        }

        private Mark noted(String newNote) {
            return new Mark(eventId, stream, version, type, newNote, at);
        }
    }

    public static final int MOST = 200;
    private static final String KEY = "marks";

    private final Memory memory;
    private final ObservableList<Mark> all = FXCollections.observableArrayList();
    private final ObservableList<Mark> readOnly = FXCollections.unmodifiableObservableList(all);
    private @Nullable Session session;

    Marks(Memory memory) {
        this.memory = memory;
    }

    public ObservableList<Mark> all() {
        return readOnly;
    }

    public Optional<Mark> find(String eventId) {
        return all.stream().filter(mark -> mark.eventId().equals(eventId)).findFirst();
    }

    /// Marks an event, or takes its mark away.
    public void toggle(EventHeader event, Instant now) {
        find(event.id()).ifPresentOrElse(this::remove, () -> note(event, "", now));
    }

    /// Marks an event with a note; where it is marked already, the note is replaced.
    public void note(EventHeader event, String note, Instant now) {
        Mark fresh = new Mark(event.id(), event.stream().name(), event.version(), event.type(), "", now);
        Mark noted = find(event.id()).orElse(fresh).noted(note.strip());
        int at = all.stream().map(Mark::eventId).toList().indexOf(event.id());
        if (at >= 0) {
            all.set(at, noted);
        } else {
            all.addFirst(noted);
        }
        if (all.size() > MOST) {
            all.removeLast();
        }
        keep();
    }

    public void remove(Mark mark) {
        all.remove(mark);
        keep();
    }

    void follow(@Nullable Session newSession) {
        session = newSession;
        all.clear();
        for (JsonNode node : memory.get(newSession, KEY)) {
            parse(node).ifPresent(all::add);
        }
    }

    private void keep() {
        ArrayNode array = Json.mapper().createArrayNode();
        all.forEach(mark -> array.addObject().put("event", mark.eventId()).put("stream", mark.stream())
                .put("version", mark.version()).put("type", mark.type()).put("note", mark.note())
                .put("at", mark.at().toString()));
        memory.put(session, KEY, array);
    }

    private static Optional<Mark> parse(JsonNode node) {
        String event = node.path("event").asText();
        if (event.isEmpty()) {
            return Optional.empty();
        }
        Long version = node.path("version").isIntegralNumber() ? node.path("version").longValue() : null;
        return Optional.of(new Mark(event, node.path("stream").asText(), version, node.path("type").asText(),
                node.path("note").asText(), instant(node.path("at").asText())));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
