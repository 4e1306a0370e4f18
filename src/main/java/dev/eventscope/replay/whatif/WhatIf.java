package dev.eventscope.replay.whatif;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.event.Payload;
import dev.eventscope.event.RecordedEvent;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.JsonDiff;
import dev.eventscope.replay.StateWalk;
import dev.eventscope.replay.StreamState;
import dev.eventscope.store.Cancellation;

/// What one stream would have come to, beside what it came to, at every version. Nothing is written, and nothing here could.
///
/// Shape: one step for each stored version; where an event is left out the state stays as it was. Both sides carry their own
///        fidelity and their own error.
/// Threads: immutable.
public record WhatIf(Hypothesis hypothesis, List<Step> steps, int differing) {

    private static final int BATCH = 256;

    /// The two states at a version.
    public record Step(long version, StreamState stored, StreamState supposed, boolean differs) {}

    public WhatIf {
        steps = List.copyOf(steps);
    }

    /// Folds the stored events with `stored`, and the supposed ones with `supposed`.
    ///
    /// Errors: `ReadCancelled` between events, where the calling thread's work is cancelled.
    public static WhatIf of(StreamCopy copy, Hypothesis hypothesis, Folds stored, Folds supposed) {
        StateWalk before = StateWalk.before(copy.first(), stored);
        StateWalk after = StateWalk.before(copy.first(), supposed);
        List<Step> steps = new ArrayList<>(copy.events().size());
        int differing = 0;
        for (RecordedEvent event : copy.events()) {
            if (steps.size() % BATCH == 0) {
                Cancellation.check();
            }
            long version = StreamCopy.version(event);
            StreamState was = before.take(event);
            long standing = hypothesis.eventAt(version);
            StreamState would = hypothesis.leftOut().contains(standing)
                    ? after.state()
                    : after.take(supposed(copy, hypothesis, standing, version));
            boolean differs = differ(was, would);
            differing += differs ? 1 : 0;
            steps.add(new Step(version, was, would, differs));
        }
        return new WhatIf(hypothesis, steps, differing);
    }

    public Step head() {
        return steps.getLast();
    }

    /// The step at the highest version that is not above the one given; the first one where there is none.
    public Step at(long version) {
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (steps.get(middle).version() <= version) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return steps.get(low);
    }

    private static RecordedEvent supposed(StreamCopy copy, Hypothesis hypothesis, long event, long version) {
        RecordedEvent stored = copy.event(event);
        Payload payload = hypothesis.edited().getOrDefault(event, stored.payload());
        return StreamCopy.at(new RecordedEvent(stored.header(), payload, stored.metadata()), version);
    }

    private static boolean differ(StreamState was, StreamState would) {
        boolean oneFailed = (was.error() == null) != (would.error() == null);
        return oneFailed || !JsonDiff.between(was.state(), would.state(), 1).isEmpty();
    }
}
