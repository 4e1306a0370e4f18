package dev.eventscope.portfolio.sync;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.event.OrderToken;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.saga.SagaDefinition;
import dev.eventscope.saga.Sagas;
import dev.eventscope.store.Database;
import dev.eventscope.store.EventQuery;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.log.SettledPosition;
import dev.eventscope.telemetry.Handling;
import dev.eventscope.telemetry.Operation;
import dev.eventscope.telemetry.Telemetry;

/// Starts one sync saga for each settled `SyncRequested`, in their order.
///
/// Shape: its checkpoint is the newest request that a sync saga names as its trigger, so that a saga and the checkpoint
///        past it are one commit. Requests at or before `start` are not looked at. The same request never starts two.
/// Errors: what fails in the store is logged and tried again.
/// Threads: [#runOnce()] from one thread at a time; [#startOn] takes one thread of the executor until closed.
public final class SagaTrigger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SagaTrigger.class);
    private static final String SYNC_REQUESTED = "SyncRequested";
    private static final int PAGE = 100;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    private static final String CHECKPOINT = """
            select coalesce(max(e.position), 0) as position
            from eventscope.saga s
            join eventscope.event e on e.event_id = s.trigger_event_id
            where s.type = ?""";

    private final Database database;
    private final EventReader reader;
    private final ContentEvents content;
    private final SagaDefinition definition;
    private final SettledPosition settled;
    private final long start;
    private final Telemetry telemetry;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private long checkpoint = -1;

    public SagaTrigger(Database database, EventReader reader, SagaDefinition definition, long start) {
        this(database, reader, definition, start, Telemetry.none());
    }

    public SagaTrigger(Database database, EventReader reader, SagaDefinition definition, long start,
            Telemetry telemetry) {
        this.database = database;
        this.reader = reader;
        this.content = new ContentEvents(reader);
        this.definition = definition;
        this.settled = new SettledPosition(database);
        this.start = start;
        this.telemetry = telemetry;
    }

    /// Looks for new requests again and again, on a thread of the executor.
    public void startOn(Executor executor) {
        started = true;
        executor.execute(() -> {
            try {
                do {
                    tryOnce();
                } while (!closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        });
    }

    /// Starts the sagas of all requests that are settled now. Answers how many it started.
    public int runOnce() {
        OptionalLong upTo = settled.advance();
        if (upTo.isEmpty()) {
            return 0;
        }
        if (checkpoint < 0) {
            checkpoint = Math.max(start, readCheckpoint());
        }
        int count = 0;
        while (checkpoint < upTo.getAsLong() && closing.getCount() > 0) {
            List<RecordedEvent> page = reader.readEvents(
                    EventQuery.forward(EventScope.type(SYNC_REQUESTED), PAGE).in(new EventRange.Orders(
                            OrderToken.of(checkpoint), OrderToken.of(upTo.getAsLong()))));
            for (RecordedEvent request : page) {
                count += start(request) ? 1 : 0;
                checkpoint = request.header().order().position();
            }
            if (page.size() < PAGE) {
                checkpoint = upTo.getAsLong();
            }
        }
        return count;
    }

    /// Whether everything up to a position has been looked at.
    public boolean hasReached(long position) {
        return checkpoint >= position;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (started && !ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("saga trigger: still at work at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryOnce() {
        try {
            runOnce();
        } catch (StoreException e) {
            LOG.warn("saga trigger: {}", e.getMessage());
            checkpoint = -1;
        }
    }

    private boolean start(RecordedEvent event) {
        SyncRequest request;
        try {
            request = SyncRequest.of(event);
        } catch (IllegalArgumentException e) {
            LOG.warn("event {}: {}", event.id(), e.getMessage());
            return false;
        }
        String correlation = event.header().correlationId();
        ObjectNode data = request.toJson();
        String about = content.about(request);
        if (!about.isEmpty()) {
            data.put("about", about);
        }
        return telemetry.around(Handling.of(Operation.HANDLE, definition.type() + " trigger", event),
                () -> database.write(tx -> Sagas.start(tx, definition, request.sagaId(), data,
                        UUID.fromString(event.id()), correlation == null ? null : UUID.fromString(correlation))));
    }

    private long readCheckpoint() {
        return database.read(tx -> tx.query(CHECKPOINT, row -> row.longValue("position"), definition.type()))
                .getFirst();
    }
}
