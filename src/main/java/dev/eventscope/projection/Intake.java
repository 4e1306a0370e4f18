package dev.eventscope.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.eventscope.event.RecordedEvent;

/// Which events of a delivery are to be handled now, and which have to wait behind a blocked stream.
///
/// Shape: `handle` in the order of delivery; an event that is in neither list was handled before. `blocks` are the streams
///        that this delivery blocks, each by the event that shows it.
record Intake(List<RecordedEvent> handle, List<RecordedEvent> held, List<Block> blocks) {

    /// Why a stream stops: its next version has not come, or this version was passed by another event.
    record Block(RecordedEvent event, boolean isGap, long handledUpTo) {

        HandlingError why() {
            return new HandlingError(isGap ? "VersionGap" : "VersionTaken", isGap
                    ? "version " + (handledUpTo + 1) + " was expected and has not come"
                    : "version " + handledUpTo
                            + " of this stream is handled already, and this is not one of its events:"
                            + " it came late, or the history diverged");
        }
    }

    /// What the inbox knows of the streams and events of one delivery.
    ///
    /// Shape: `handledUpTo` has every stream of the delivery. `anyStart` says that a stream may begin at any version.
    record Known(Map<String, Long> handledUpTo, Set<UUID> events, Set<String> blocked, boolean ordered,
            boolean anyStart) {}

    /// Decides for each event, in the order in which they came.
    static Intake of(List<RecordedEvent> events, Known known) {
        Intake intake = new Intake(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Long> upTo = new HashMap<>(known.handledUpTo());
        Set<UUID> seen = new HashSet<>(known.events());
        Set<String> blocked = new HashSet<>(known.blocked());
        for (RecordedEvent event : events) {
            if (seen.add(UUID.fromString(event.id()))) {
                intake.take(event, upTo, blocked, known);
            }
        }
        return intake;
    }

    private void take(RecordedEvent event, Map<String, Long> upTo, Set<String> blocked, Known known) {
        String stream = event.stream().name();
        long last = Objects.requireNonNull(upTo.get(stream));
        long version = version(event);
        boolean inOrder = !known.ordered() || version == last + 1 || (known.anyStart() && last == 0);
        if (blocked.contains(stream)) {
            held.add(event);
        } else if (inOrder) {
            handle.add(event);
            upTo.put(stream, Math.max(last, version));
        } else {
            blocked.add(stream);
            blocks.add(new Block(event, version > last, last));
            held.add(event);
        }
    }

    static long version(RecordedEvent event) {
        return Objects.requireNonNull(event.header().version(), () -> "event " + event.id() + " has no version");
    }
}
