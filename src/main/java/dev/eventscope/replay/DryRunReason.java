package dev.eventscope.replay;

import java.util.List;

import dev.eventscope.event.EventHeader;
import dev.eventscope.upcast.UpcastVerdict;

/// Why events of one type are changed, lossy or failed, in one sentence; or, under ok, a rule that had nothing to do in any of
/// them, which may be about a field that there is not.
///
/// Shape: an event with several reasons counts under each, so reasons may add up to more than the events. `place` names
///        the upcaster (`content-v3.yaml:2`, or a class). `examples` are the first events, at most 100.
/// Units: `line` is the rule's line in its file, from 1; 0 where no rule is to blame.
public record DryRunReason(UpcastVerdict verdict, String type, String why, String place, int line, long events,
        List<EventHeader> examples) {

    public static final int MAX_EXAMPLES = 100;

    public DryRunReason {
        examples = List.copyOf(examples);
    }
}
