package dev.eventscope.saga;

import java.util.List;

/// How fast a job goes, and when it stops by itself.
///
/// Shape: `stages` are how many go before the next ones, one stage after another; what is left after the last goes as one
///        more stage. A stage begins when every request of the one before has its outcome. `stopShare` is the share of
///        outcomes that may have failed again; reaching it stops the job, and so does a failure of another kind than those
///        that it set out to mend.
/// Units: requests a second; a share of 0 to 1, where 0 stops at the first.
public record Pace(List<Integer> stages, double perSecond, double stopShare) {

    public static final Pace CAREFUL = new Pace(List.of(1, 5, 25), 10, 0.2);

    private static final double FASTEST = 1_000;

    public Pace {
        stages = List.copyOf(stages);
        if (stages.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("each stage must have 1 or more, were " + stages);
        }
        if (!(perSecond > 0 && perSecond <= FASTEST)) {
            throw new IllegalArgumentException("the rate must be above 0 and at most " + FASTEST + " a second, was "
                    + perSecond);
        }
        if (!(stopShare >= 0 && stopShare <= 1)) {
            throw new IllegalArgumentException("the share that stops must be 0 to 1, was " + stopShare);
        }
    }

    /// The stage, counted from 1, of the item at that place, counted from 0.
    int stageOf(int place) {
        int end = 0;
        for (int i = 0; i < stages.size(); i++) {
            end += stages.get(i);
            if (place < end) {
                return i + 1;
            }
        }
        return stages.size() + 1;
    }
}
