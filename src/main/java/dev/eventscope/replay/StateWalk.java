package dev.eventscope.replay;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.RecordedEvent;

/// The states of one stream, event by event, where the caller brings the events: also some that no store has.
///
/// Shape: a state with an error stays as it is, whatever comes after. States share structure, so keeping all costs little.
/// Threads: not safe.
public final class StateWalk {

    private final Fold fold;
    private final EventHeader first;
    private FoldPoint point;

    private StateWalk(Fold fold, EventHeader first) {
        this.fold = fold;
        this.first = first;
        this.point = fold.startBefore(first);
    }

    /// Before the first event of a stream, whichever of its events is taken first.
    public static StateWalk before(EventHeader first, Folds folds) {
        return new StateWalk(folds.fold(first.category(), false), first);
    }

    /// The state so far: an empty object before the first event.
    public StreamState state() {
        return point.of(first.stream());
    }

    /// The state after one more event.
    public StreamState take(RecordedEvent event) {
        point = fold.next(point, event);
        return state();
    }
}
