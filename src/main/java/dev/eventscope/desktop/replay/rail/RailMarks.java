package dev.eventscope.desktop.replay.rail;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.eventscope.replay.FieldTrack;
import dev.eventscope.replay.FoldError;
import dev.eventscope.replay.StateFlip;
import dev.eventscope.replay.StreamMarks;
import dev.eventscope.replay.whatif.WhatIf;

/// What stands at the rail beside the versions themselves.
///
/// Shape: versions ascending. `failed` is the version with a fold error, `base` the one that a person has marked, `watched`
///        those at which a watched field changes, `leftOut` and `differing` what is supposed.
public record RailMarks(@Nullable Long failed, @Nullable Long base, long[] watched, List<StateFlip> flips,
        Set<Long> leftOut,
        long[] differing) {

    static final RailMarks NONE = new RailMarks(null, null, new long[0], List.of(), Set.of(), new long[0]);

    /// `shownError` is that of the state on show, for streams that have not been gone through.
    public static RailMarks of(StreamMarks marks, @Nullable FoldError shownError, @Nullable Long base,
            @Nullable WhatIf supposed) {
        FoldError error = marks.error() == null ? shownError : marks.error();
        long[] watched = marks.fields().stream().map(FieldTrack::points).flatMap(List::stream)
                .mapToLong(FieldTrack.Point::version).distinct().sorted().toArray();
        long[] differing = supposed == null
                ? new long[0]
                : supposed.steps().stream().filter(WhatIf.Step::differs).mapToLong(WhatIf.Step::version).toArray();
        return new RailMarks(error == null ? null : error.version(), base, watched, marks.flips(),
                supposed == null ? Set.of() : supposed.hypothesis().leftOut(), differing);
    }
}
