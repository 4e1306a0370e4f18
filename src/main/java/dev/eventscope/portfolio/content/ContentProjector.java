package dev.eventscope.portfolio.content;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.Json;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.projection.EventHandler;
import dev.eventscope.projection.Projection;
import dev.eventscope.projection.ReadModel;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.Tx;
import dev.eventscope.upcast.Upcasts;

/// What content events come to in the read model: a row for each file that exists, by the same fold as every replay.
///
/// Errors: [ContentUnreadable] for an event whose payload cannot be read; its stream waits then, others do not.
/// Threads: safe from any thread.
public final class ContentProjector implements ReadModel {

    /// The name of the subscription that keeps the read model.
    public static final String NAME = "content";

    private final Upcasts upcasts;

    public ContentProjector(Upcasts upcasts) {
        this.upcasts = upcasts;
    }

    /// The projection that a subscription or a feed from Kafka keeps.
    public Projection projection() {
        return Projection.readModel(NAME, EventScope.category(ContentEvents.CATEGORY), this);
    }

    @Override
    public EventHandler generation(int generation) {
        ContentRows rows = new ContentRows(generation);
        return (tx, event) -> handle(tx, event, rows);
    }

    @Override
    public int clear(Tx tx, int generation, int limit) {
        return new ContentRows(generation).clear(tx, limit);
    }

    private void handle(Tx tx, RecordedEvent event, ContentRows rows) {
        if (event.type().equals(ContentEvents.SYNC_REQUESTED)) {
            return;
        }
        // Every event but that one carries the whole content.
        JsonNode state = ContentReducer.apply(Json.object(), event.type(), ContentPayloads.read(upcasts, event));
        if (state.path("deleted").booleanValue()) {
            rows.delete(tx, event.stream());
        } else {
            rows.put(tx, event.stream(), state, event.header().time(EventClock.OCCURRED));
        }
    }
}
