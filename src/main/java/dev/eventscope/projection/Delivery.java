package dev.eventscope.projection;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.Database;
import dev.eventscope.store.ReadCancelled;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.store.StoreUnusable;
import dev.eventscope.store.Tx;
import dev.eventscope.telemetry.Handling;
import dev.eventscope.telemetry.Operation;
import dev.eventscope.telemetry.Telemetry;

/// Takes events from a feed to one handler: the inbox, the effect and the feed's own place are one transaction.
///
/// Shape: any event may come any number of times, and those of a stream in any order; each takes effect once, in the order
///        of its stream. An event that fails alone blocks its stream, and no other.
/// Errors: [LeaseLost]; every [dev.eventscope.store.StoreException] that is not about the event: then nothing was taken.
/// Threads: safe from any thread; two deliveries to the same stream wait for each other.
final class Delivery {

    private final Database effects;
    private final int handlerNo;
    private final EventHandler handler;
    private final boolean ordered;
    private final boolean anyStart;
    private final String name;
    private final Fence fence;
    private final RetryPolicy policy;
    private final Telemetry telemetry;

    /// What the deliveries of one feed have in common.
    record Setting(Database effects, Projection projection, RetryPolicy policy, Telemetry telemetry) {}

    Delivery(Setting setting, Generation generation, Fence fence) {
        Projection projection = setting.projection();
        this.effects = setting.effects();
        this.name = projection.name();
        this.handlerNo = generation.handler();
        this.handler = projection.handler(generation.number());
        this.ordered = projection.isOrdered();
        this.anyStart = generation.startAfter() > 0;
        this.fence = fence;
        this.policy = setting.policy();
        this.telemetry = setting.telemetry();
    }

    /// Takes a page whole where it can; where the handler fails, what stands before, that event alone, and what is left.
    void deliver(List<RecordedEvent> events) {
        List<RecordedEvent> left = events;
        while (!left.isEmpty()) {
            try {
                takeAll(left);
                left = List.of();
            } catch (HandlerFailed e) {
                int at = left.indexOf(e.event());
                deliver(left.subList(0, at));
                block(e.event(), e.error());
                left = left.subList(at + 1, left.size());
            }
        }
    }

    /// Tries blocked streams again whose time has come, up to so many events. Answers how many events were let go.
    int retryDue(int limit) {
        int released = 0;
        boolean more = true;
        while (more && released < limit) {
            int before = released;
            for (String stream : effects.read(tx -> blocked().due(tx, limit))) {
                released += retry(stream) ? 1 : 0;
            }
            more = released > before;
        }
        return released;
    }

    private void takeAll(List<RecordedEvent> events) {
        effects.write(tx -> {
            fence.hold(tx);
            take(tx, events);
            fence.delivered(tx, events.getLast());
            return null;
        });
    }

    private void take(Tx tx, List<RecordedEvent> events) {
        TreeSet<String> streams = new TreeSet<>();
        events.forEach(event -> streams.add(event.stream().name()));
        Map<String, Long> versions = inbox().lock(tx, streams);
        Intake intake = Intake.of(events, new Intake.Known(versions, inbox().known(tx, events),
                blocked().among(tx, streams), ordered, anyStart));
        handle(tx, intake.handle());
        intake.blocks().forEach(block -> blocked().block(tx, block));
        blocked().hold(tx, intake.held());
    }

    private void handle(Tx tx, List<RecordedEvent> events) {
        List<RecordedEvent> taken = inbox().record(tx, events);
        taken.forEach(event -> handle(tx, event));
        inbox().advance(tx, taken);
    }

    private void handle(Tx tx, RecordedEvent event) {
        try {
            telemetry.around(Handling.of(Operation.HANDLE, name, event), () -> {
                handler.handle(tx, event);
                return null;
            });
        } catch (StoreUnreachable | ReadCancelled | ConcurrentTransaction | StoreUnusable | RightMissing e) {
            // Not the event's fault: a lost connection, a deadlock, a missing table.
            throw e;
        } catch (RuntimeException | Error e) {
            // Also an error: a stack that overflows on one event, or a class that is missing, must not end the feed.
            throw new HandlerFailed(event, e);
        }
    }

    private void block(RecordedEvent event, HandlingError error) {
        effects.write(tx -> {
            fence.hold(tx);
            inbox().lock(tx, List.of(event.stream().name()));
            if (inbox().known(tx, List.of(event)).isEmpty()) {
                blocked().failed(tx, event, 1, policy, error);
                blocked().hold(tx, List.of(event));
            }
            fence.delivered(tx, event);
            return null;
        });
    }

    private boolean retry(String stream) {
        try {
            return effects.write(tx -> {
                fence.hold(tx);
                OptionalLong upTo = inbox().tryLock(tx, stream);
                return upTo.isPresent() && blocked().lockDue(tx, stream).isPresent()
                        && retryFirst(tx, stream, upTo.getAsLong());
            });
        } catch (HandlerFailed e) {
            effects.write(tx -> {
                fence.hold(tx);
                failedAgain(tx, stream, e.error());
                return null;
            });
            return false;
        }
    }

    private boolean retryFirst(Tx tx, String stream, long upTo) {
        RecordedEvent first = blocked().first(tx, stream).orElse(null);
        if (first == null) {
            blocked().unblock(tx, stream);
            return false;
        }
        long version = Intake.version(first);
        boolean isKnown = !inbox().known(tx, List.of(first)).isEmpty();
        if (!isKnown && ordered && version != upTo + 1 && !(anyStart && upTo == 0)) {
            blocked().block(tx, new Intake.Block(first, version > upTo, upTo));
            return false;
        }
        handle(tx, isKnown ? List.of() : List.of(first));
        blocked().release(tx, first);
        return true;
    }

    private void failedAgain(Tx tx, String stream, HandlingError error) {
        inbox().lock(tx, List.of(stream));
        blocked().lockDue(tx, stream).ifPresent(due -> blocked().first(tx, stream)
                .ifPresent(first -> blocked().failed(tx, first, due.attempts() + 1, policy, error)));
    }

    private Inbox inbox() {
        return new Inbox(handlerNo);
    }

    private BlockedStreams blocked() {
        return new BlockedStreams(handlerNo);
    }
}
