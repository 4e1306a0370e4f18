package dev.eventscope.replay;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What one pass over a stream finds: where watched fields change, where a predicate flips, and where the fold stops.
///
/// Shape: `fields` in the order in which they were asked for; `flips` in order, at most [#MAX_FLIPS].
/// Units: `flipCount` counts all of them.
public record StreamMarks(List<FieldTrack> fields, List<StateFlip> flips, long flipCount, @Nullable FoldError error) {

    public static final int MAX_FLIPS = 20_000;

    public static final StreamMarks NONE = new StreamMarks(List.of(), List.of(), 0, null);

    public StreamMarks {
        fields = List.copyOf(fields);
        flips = List.copyOf(flips);
    }
}
