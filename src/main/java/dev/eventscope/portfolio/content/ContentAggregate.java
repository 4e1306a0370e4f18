package dev.eventscope.portfolio.content;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;

/// One file: its state from its events, and the rules by which commands become new events.
///
/// Shape: `version` counts the events applied, those of commands included; `newEvents` are the ones not yet in the store.
/// Threads: not thread-safe.
public final class ContentAggregate {

    private final StreamId id;
    private final List<NewEvent> newEvents = new ArrayList<>();
    private JsonNode state = Json.object();
    private long version;

    /// Content that has no event yet.
    public ContentAggregate(StreamId id) {
        this.id = id;
    }

    /// Decides what a command comes to, and applies it.
    ///
    /// Errors: [ContentRefused]; `IllegalArgumentException` for a command to another file.
    public void handle(ContentCommand command) {
        if (!command.stream().equals(id)) {
            throw new IllegalArgumentException("command is for " + command.stream() + ", not for " + id);
        }
        switch (command) {
            case ContentCommand.CreateContent(var content) -> {
                refuseIf(exists(), "there is content already: update it instead");
                emit(ContentEvents.ADDED, content.payload());
            }
            case ContentCommand.UpdateContent(var content) -> {
                refuseUnlessLive();
                emit(ContentEvents.UPDATED, content.payload());
            }
            case ContentCommand.DeleteContent _ -> {
                refuseUnlessLive();
                emit(ContentEvents.DELETED, path().put("deleted", true));
            }
            case ContentCommand.RequestSync _ -> {
                refuseIf(version == 0, "there is no such content: create it first");
                emit(ContentEvents.SYNC_REQUESTED, path());
            }
        }
    }

    /// Takes one event of the stream in, in order.
    ///
    /// Errors: `IllegalArgumentException` for a type of event that content does not have.
    public void apply(String type, JsonNode payload) {
        state = ContentReducer.apply(state, type, payload);
        version++;
    }

    public StreamId id() {
        return id;
    }

    public long version() {
        return version;
    }

    /// The state as a replay shows it; not to be changed.
    public JsonNode state() {
        return state;
    }

    /// Whether there is content now: added, and not deleted since.
    public boolean exists() {
        return state.path("deleted").isBoolean() && !isDeleted();
    }

    public boolean isDeleted() {
        return state.path("deleted").booleanValue();
    }

    public List<NewEvent> newEvents() {
        return List.copyOf(newEvents);
    }

    private void emit(String type, ObjectNode payload) {
        newEvents.add(NewEvent.of(type, Payload.json(Json.write(payload)))
                .withSchemaVersion(ContentEvents.schemaVersion(type)));
        apply(type, payload);
    }

    private ObjectNode path() {
        ObjectNode path = Json.object();
        for (String field : List.of("path", "path_bytes")) {
            if (state.has(field)) {
                path.set(field, state.get(field));
            }
        }
        return path;
    }

    private void refuseUnlessLive() {
        refuseIf(isDeleted(), "it is deleted: create it again first");
        refuseIf(!exists(), "there is no such content: create it first");
    }

    private void refuseIf(boolean refused, String why) {
        if (refused) {
            throw new ContentRefused(id + ": " + why);
        }
    }
}
