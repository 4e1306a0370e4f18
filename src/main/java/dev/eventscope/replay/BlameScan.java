package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.eventscope.event.RecordedEvent;

/// Follows the fold of one stream and notes who wrote what.
///
/// Threads: not safe.
final class BlameScan implements FoldWalk.Watcher {

    private final BlameTree.Removed removed = new BlameTree.Removed();
    private final BlameTree root = new BlameTree(removed);

    @Override
    public void see(FoldPoint before, RecordedEvent event, Fold.Step step) {
        JsonNode payload = step.payload();
        if (payload != null && step.point().error() == null) {
            FoldPoint after = step.point();
            root.see(before.state(), after.state(), payload, new BlameEvent(after.version(), event, payload));
        }
    }

    Blame blame(StreamState state) {
        List<FieldBlame> fields = new ArrayList<>();
        root.list("", state.state(), fields);
        return new Blame(state, fields, removed.forgotten());
    }
}
