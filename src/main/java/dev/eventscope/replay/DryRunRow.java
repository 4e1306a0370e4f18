package dev.eventscope.replay;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventHeader;
import dev.eventscope.upcast.UpcastVerdict;

/// What a dry-run found for one event type on its way from one stored schema version to the latest.
///
/// Shape: each event is counted under exactly one verdict, see [UpcastVerdict], so that the four add up. `first` has
///        the first event, in the store's order, of each verdict that occurred.
/// Units: `from` and `to` are schema versions.
public record DryRunRow(String type, int from, int to, long ok, long changed, long lossy, long failed,
        Map<UpcastVerdict, EventHeader> first) {

    public DryRunRow {
        first = first.isEmpty() ? Map.of() : new EnumMap<>(first);
    }

    public long count(UpcastVerdict verdict) {
        return switch (verdict) {
            case OK -> ok;
            case CHANGED -> changed;
            case LOSSY -> lossy;
            case FAILED -> failed;
        };
    }

    public long events() {
        return ok + changed + lossy + failed;
    }

    public @Nullable EventHeader firstFailed() {
        return first.get(UpcastVerdict.FAILED);
    }
}
