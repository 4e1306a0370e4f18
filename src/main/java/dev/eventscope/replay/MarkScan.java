package dev.eventscope.replay;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.event.RecordedEvent;

/// Follows the fold of one stream and notes what a person asked to be told of.
///
/// Threads: not safe.
final class MarkScan implements FoldWalk.Watcher {

    private final List<Watched> fields = new ArrayList<>();
    private final @Nullable StatePredicate predicate;
    private final List<StateFlip> flips = new ArrayList<>();
    private long flipCount;

    MarkScan(List<String> paths, @Nullable StatePredicate predicate) {
        this.predicate = predicate;
        paths.forEach(path -> fields.add(new Watched(path)));
    }

    @Override
    public void see(FoldPoint before, RecordedEvent event, Fold.Step step) {
        FoldPoint after = step.point();
        if (after.error() != null) {
            return;
        }
        fields.forEach(field -> field.see(after));
        boolean held = flipCount % 2 == 1;
        if (predicate != null && predicate.holds(event, after.state()) != held) {
            flipCount++;
            if (flips.size() < StreamMarks.MAX_FLIPS) {
                flips.add(new StateFlip(after.version(), !held, event.header(), after.fidelity()));
            }
        }
    }

    StreamMarks marks(@Nullable FoldPoint end) {
        return new StreamMarks(fields.stream().map(Watched::track).toList(), flips, flipCount,
                end == null ? null : end.error());
    }

    private static final class Watched {

        private final String path;
        private final JsonPointer pointer;
        private final List<FieldTrack.Point> points = new ArrayList<>();
        private JsonNode last = MissingNode.getInstance();
        private long changes;

        Watched(String path) {
            this.path = path;
            this.pointer = JsonPointer.compile(path);
        }

        void see(FoldPoint point) {
            JsonNode now = point.state().at(pointer);
            if (JsonEquality.same(last, now)) {
                return;
            }
            last = now;
            changes++;
            if (points.size() < FieldTrack.MAX_POINTS) {
                points.add(new FieldTrack.Point(point.version(), now.isMissingNode() ? null : now));
            }
        }

        FieldTrack track() {
            return new FieldTrack(path, points, changes);
        }
    }
}
