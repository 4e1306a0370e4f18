package dev.eventscope.portfolio.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.Json;
import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.Cancellation;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreUnusable;
import dev.eventscope.store.Tx;
import dev.eventscope.store.log.SettledPosition;
import dev.eventscope.upcast.Upcasts;

/// Feeds the read model from settled content events, each once: rows and checkpoint change in one transaction.
///
/// Shape: memory is bounded by one page of events. The checkpoint is the last event delivered.
/// Errors: [ContentUnreadable] stops it before that event; [StoreUnusable] where the checkpoint's event is not in the store
///         (the history diverged); every other [dev.eventscope.store.StoreException].
/// Threads: blocks; one projector works at a time, a second one waits for it page by page.
public final class ContentProjector {

    private static final int PAGE = 500;

    private final Database database;
    private final EventReader events;
    private final Upcasts upcasts;
    private final SettledPosition settled;

    private record Checkpoint(long position, @Nullable String eventId) {}

    public ContentProjector(Database database, EventReader events, Upcasts upcasts) {
        this.database = database;
        this.events = events;
        this.upcasts = upcasts;
        this.settled = new SettledPosition(database);
    }

    /// Takes in everything that is settled now. Answers how many events that were.
    public long catchUp() {
        OptionalLong upTo = settled.advance();
        if (upTo.isEmpty()) {
            return 0;
        }
        Checkpoint checkpoint = readCheckpoint();
        checkHistory(checkpoint);
        long delivered = 0;
        for (List<RecordedEvent> page = readPage(checkpoint, upTo.getAsLong()); !page.isEmpty(); page = readPage(
                checkpoint, upTo.getAsLong())) {
            Cancellation.check();
            Checkpoint before = checkpoint;
            List<RecordedEvent> taken = page;
            RecordedEvent last = page.getLast();
            boolean done = database.write(tx -> take(tx, before, taken));
            checkpoint = done ? new Checkpoint(last.header().order().position(), last.id()) : readCheckpoint();
            delivered += done ? page.size() : 0;
        }
        return delivered;
    }

    /// Empties the read model and starts again from the first event at the next [#catchUp].
    public void rebuild() {
        database.write(tx -> {
            tx.update("update portfolio.checkpoint set position = 0, event_id = null where projection = 'content'");
            return tx.update("delete from portfolio.content");
        });
    }

    private Checkpoint readCheckpoint() {
        return database.read(tx -> tx.query(
                "select position, event_id from portfolio.checkpoint where projection = 'content'",
                row -> new Checkpoint(row.longValue("position"), row.nullableString("event_id"))).getFirst());
    }

    private void checkHistory(Checkpoint checkpoint) {
        if (checkpoint.eventId() != null) {
            boolean there = events.findEvent(checkpoint.eventId())
                    .filter(event -> event.header().order().position() == checkpoint.position()).isPresent();
            if (!there) {
                throw new StoreUnusable("the history diverged: event " + checkpoint.eventId() + " is not at position "
                        + checkpoint.position() + " any more; build the read model again", null);
            }
        }
    }

    private List<RecordedEvent> readPage(Checkpoint after, long upTo) {
        return events.readEvents(EventQuery.forward(EventScope.category(ContentEvents.CATEGORY), PAGE)
                .in(new EventRange.Orders(OrderToken.of(after.position()), OrderToken.of(upTo))));
    }

    /// False where another projector took the page meanwhile.
    private boolean take(Tx tx, Checkpoint before, List<RecordedEvent> page) {
        RecordedEvent last = page.getLast();
        int moved = tx.update("""
                update portfolio.checkpoint set position = ?, event_id = ?
                where projection = 'content' and position = ?""", last.header().order().position(), last.id(),
                before.position());
        if (moved == 0) {
            return false;
        }
        // Every event carries the whole content, so only a stream's last one in the page counts.
        Map<String, RecordedEvent> newest = new LinkedHashMap<>();
        page.stream().filter(event -> !event.type().equals(ContentEvents.SYNC_REQUESTED))
                .forEach(event -> newest.put(event.stream().name(), event));
        ContentRows rows = new ContentRows();
        newest.values().forEach(event -> add(rows, event));
        rows.write(tx);
        return true;
    }

    private void add(ContentRows rows, RecordedEvent event) {
        JsonNode state = ContentReducer.apply(Json.object(), event.type(), ContentPayloads.read(upcasts, event));
        if (state.path("deleted").booleanValue()) {
            rows.delete(event.stream());
        } else {
            rows.put(event.stream(), state, event.header().time(EventClock.OCCURRED));
        }
    }
}
