package dev.eventscope.replay;

import java.util.List;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// What the payloads of each event type have looked like over time: which field came, went or changed its kind, and when.
///
/// Shape: `fields` by type, path and kind. Of more than 2,000 fields of a type the later ones are only counted, in `forgotten`.
/// Units: `read` counts the events that were looked at.
public record ShapeScan(List<FieldShape> fields, long read, long forgotten) {

    private static final int BATCH = 512;

    public ShapeScan {
        fields = List.copyOf(fields);
    }

    /// Reads every payload as stored, of one type or of all.
    ///
    /// Threads: blocks; off the FX thread only. Parsing runs on `workers` and, rather than to wait for them, here.
    /// Errors: `ReadCancelled` within a batch of the `Cancellation` of the calling thread being cancelled.
    public static ShapeScan run(EventReader reader, @Nullable String type, Executor workers, DryRunPace pace) {
        ShapeTally whole = new ShapeTally();
        OrderedBatches<ShapeTally> batches = new OrderedBatches<>(workers, BATCH, pace, ShapeScan::tally,
                whole::addAll);
        reader.scanEvents(type == null ? EventScope.all() : EventScope.type(type), EventRange.EVERYTHING,
                batches::take);
        batches.finish();
        return new ShapeScan(whole.shapes(), whole.read(), whole.forgotten());
    }

    private static ShapeTally tally(List<RecordedEvent> events) {
        ShapeTally tally = new ShapeTally();
        events.forEach(tally::add);
        return tally;
    }
}
