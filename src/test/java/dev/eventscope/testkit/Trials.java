package dev.eventscope.testkit;

import java.util.Random;

/// How often a randomised test tries, and with which seed; both are printed, and can be set to repeat a run.
///
/// Shape: `-Deventscope.seed=…` takes another seed, `-Deventscope.night=true` the large count.
public record Trials(String id, int count, long seed) {

    public static Trials of(String id, int small, int large) {
        Trials trials = new Trials(id, Boolean.getBoolean("eventscope.night") ? large : small,
                Long.getLong("eventscope.seed", 20_261_123L));
        System.out.println(trials);
        return trials;
    }

    public Random random() {
        return new Random(seed);
    }

    @Override
    public String toString() {
        return id + ": " + count + " trials, seed " + seed;
    }
}
